package io.heddle.instrumenter.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Which monitors are held before each instruction: a forward data flow analysis whose value is the stack of entered
 * monitors. Where paths meet, the longer stack wins (held on one path is held).
 *
 * <p>Handlers are tried in the order of the exception table, and nothing gets past one that catches everything. That
 * matters here: a {@code synchronized} block is covered by such a handler, which leaves the monitor; an outer
 * {@code catch} that covers the same instructions is entered only from that handler, with the monitor left.
 */
final class MonitorFlow {
    private final InsnList instructions;
    private final List<List<TryCatchBlockNode>> handlers = new ArrayList<>();
    private final @Nullable Held[] before;
    private final boolean[] reached;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private final int deepest;

    private MonitorFlow(MethodNode method) {
        instructions = method.instructions;
        before = new @Nullable Held[instructions.size()];
        reached = new boolean[instructions.size()];
        var enters = 0;
        for (var instruction : instructions) {
            handlers.add(new ArrayList<>());
            enters += instruction.getOpcode() == Opcodes.MONITORENTER ? 1 : 0;
        }
        // Code that enters more than that is a loop that never leaves; the bound makes the analysis end.
        deepest = enters;
        for (var block : method.tryCatchBlocks) {
            for (var index = indexOf(block.start); index < indexOf(block.end); index++) {
                handlers.get(index).add(block);
            }
        }
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
        var held = before[instructions.indexOf(instruction)];
        return held == null ? null : held.enter;
    }

    private void step(int index) {
        var instruction = instructions.get(index);
        var held = before[index];
        if (instruction.getOpcode() >= 0) {
            flowToHandlers(index, held);
        }
        var after = after(instruction, held);
        switch (instruction.getOpcode()) {
            case Opcodes.GOTO -> flowTo(indexOf(((JumpInsnNode) instruction).label), after);
            case Opcodes.TABLESWITCH -> {
                var choice = (TableSwitchInsnNode) instruction;
                flowToAll(choice.labels, choice.dflt, after);
            }
            case Opcodes.LOOKUPSWITCH -> {
                var choice = (LookupSwitchInsnNode) instruction;
                flowToAll(choice.labels, choice.dflt, after);
            }
            case Opcodes.ATHROW,
                    Opcodes.RETURN,
                    Opcodes.ARETURN,
                    Opcodes.IRETURN,
                    Opcodes.LRETURN,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN -> {}
            default -> {
                if (instruction instanceof JumpInsnNode jump) {
                    flowTo(indexOf(jump.label), after);
                }
                flowTo(index + 1, after);
            }
        }
    }

    private void flowToHandlers(int index, @Nullable Held held) {
        for (var block : handlers.get(index)) {
            flowTo(indexOf(block.handler), held);
            if (block.type == null || block.type.equals("java/lang/Throwable")) {
                return;
            }
        }
    }

    private void flowToAll(List<LabelNode> labels, LabelNode otherwise, @Nullable Held held) {
        labels.forEach(label -> flowTo(indexOf(label), held));
        flowTo(indexOf(otherwise), held);
    }

    private void flowTo(int index, @Nullable Held held) {
        if (index < before.length && (!reached[index] || depthOf(held) > depthOf(before[index]))) {
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

    private int indexOf(LabelNode label) {
        return instructions.indexOf(label);
    }

    private static int depthOf(@Nullable Held held) {
        return held == null ? 0 : held.depth;
    }

    /** The stack of entered monitors. */
    private record Held(AbstractInsnNode enter, @Nullable Held outer, int depth) {}
}
