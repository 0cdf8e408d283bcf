package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.ControlFlow;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which monitors are held before each instruction: a forward data flow analysis whose value is the stack of entered
 * monitors. Where paths meet, the longer stack wins (held on one path is held).
 *
 * <p>Handlers are tried in the order of the exception table, and nothing gets past one that catches everything. That
 * matters here: a {@code synchronized} block is covered by such a handler, which leaves the monitor; an outer
 * {@code catch} that covers the same instructions is entered only from that handler, with the monitor left. That handler
 * covers itself where a compiler wrote it, but not where an optimiser saw that nothing in it can throw: loads and stores
 * don't, and where leaving a monitor fails it was not held.
 */
final class MonitorFlow {
    private final MethodNode method;
    private final ControlFlow control;
    private final @Nullable Held[] before;
    private final boolean[] reached;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private final int deepest;

    private MonitorFlow(MethodNode method) {
        this.method = method;
        control = ControlFlow.of(method);
        before = new @Nullable Held[control.size()];
        reached = new boolean[control.size()];
        var enters = 0;
        for (var instruction : method.instructions) {
            enters += instruction.getOpcode() == Opcodes.MONITORENTER ? 1 : 0;
        }
        // Code that enters more than that is a loop that never leaves; the bound makes the analysis end.
        deepest = enters;
    }

    /** Analyses a method that has a body. */
    static MonitorFlow of(MethodNode method) {
        var flow = new MonitorFlow(method);
        flow.flowTo(0, null);
        while (!flow.open.isEmpty()) {
            flow.step(flow.open.remove());
        }
        return flow;
    }

    /** The {@code monitorenter} of the innermost monitor that is held before an instruction; null where none is. */
    @Nullable
    AbstractInsnNode innermostHeldAt(AbstractInsnNode instruction) {
        var held = before[method.instructions.indexOf(instruction)];
        return held == null ? null : held.enter;
    }

    private void step(int index) {
        var held = before[index];
        var instruction = method.instructions.get(index);
        var after = after(instruction, held);
        if (!(instruction instanceof VarInsnNode)) {
            throwTo(index, instruction.getOpcode() == Opcodes.MONITOREXIT ? after : held);
        }
        for (var next : control.successors(index)) {
            flowTo(next, after);
        }
    }

    private void throwTo(int index, @Nullable Held held) {
        for (var block : control.handlers(index)) {
            flowTo(control.handlerIndex(block), held);
            if (block.type == null || block.type.equals("java/lang/Throwable")) {
                break;
            }
        }
    }

    private void flowTo(int index, @Nullable Held held) {
        if (!reached[index] || depthOf(held) > depthOf(before[index])) {
            reached[index] = true;
            before[index] = held;
            open.add(index);
        }
    }

    private @Nullable Held after(AbstractInsnNode instruction, @Nullable Held held) {
        return switch (instruction.getOpcode()) {
            case Opcodes.MONITORENTER ->
                depthOf(held) == deepest ? held : new Held(instruction, held, depthOf(held) + 1);
            case Opcodes.MONITOREXIT -> held == null ? null : held.outer;
            default -> held;
        };
    }

    private static int depthOf(@Nullable Held held) {
        return held == null ? 0 : held.depth;
    }

    /** The stack of entered monitors. */
    private record Held(AbstractInsnNode enter, @Nullable Held outer, int depth) {}
}
