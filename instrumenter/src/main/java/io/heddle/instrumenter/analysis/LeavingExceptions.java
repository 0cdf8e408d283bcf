package io.heddle.instrumenter.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Which exception a method is being left by at an instruction: the one that a handler above it has caught, where every way
 * on ends in throwing that exception. What else may be thrown on these ways is another matter.
 *
 * <pre>
 *   handler: astore e; r.close(); log("closed"); aload e; athrow                  at the close, left by e
 *   handler: astore e; r.close(); iload again; ifne L; aload e; athrow            not
 * </pre>
 *
 * <p>So the handlers that compilers make of {@code finally} and of try-with-resources are recognised by what they do,
 * and so is one that is written out. Eclipse's compiler keeps the first exception of several handlers in one local, and
 * throws that: any of them may have caught it, of which one must be above the instruction.
 */
public final class LeavingExceptions {
    private final MethodNode method;
    private final ControlFlow flow;
    private final CaughtExceptions caught;
    private final Map<LabelNode, BitSet> behind = new HashMap<>();

    /** Analyses a method, of which {@code caught} tells where the exceptions of its handlers are. */
    public LeavingExceptions(MethodNode method, CaughtExceptions caught) {
        this.method = method;
        this.flow = ControlFlow.of(method);
        this.caught = caught;
    }

    /** The exception that the method is being left by at an instruction; null where it isn't, or not on every way. */
    public @Nullable LeavingException at(AbstractInsnNode instruction) {
        var before = caught.before(instruction);
        if (before == null || method.tryCatchBlocks.isEmpty()) {
            return null;
        }
        var index = method.instructions.indexOf(instruction);
        var marked = marked(before);
        var mark = markThrownBehind(index, marked);
        if (mark == null) {
            return null;
        }
        var handlers = new HashSet<LabelNode>();
        var locals = new ArrayList<Integer>();
        for (var slot = 0; slot < marked.getLocals(); slot++) {
            if (marked.getLocal(slot).insns.contains(mark)) {
                locals.add(slot);
                handlers.addAll(CaughtExceptions.handlers(before.getLocal(slot)));
            }
        }
        var isOnStack = false;
        for (var height = 0; height < marked.getStackSize(); height++) {
            if (marked.getStack(height).insns.contains(mark)) {
                isOnStack = true;
                handlers.addAll(CaughtExceptions.handlers(before.getStack(height)));
            }
        }
        return isAnyAbove(index, handlers) ? new LeavingException(handlers, locals, isOnStack) : null;
    }

    private boolean isAnyAbove(int index, Set<LabelNode> handlers) {
        return handlers.stream().anyMatch(handler -> behind(handler).get(index));
    }

    /** The indices of what runs only where {@code handler} has begun. */
    BitSet behind(LabelNode handler) {
        return behind.computeIfAbsent(handler, key -> flow.dominatedBy(method.instructions.indexOf(key)));
    }

    /** The mark of what is thrown at the end of every way; null where something else is, or a way ends in a return. */
    private @Nullable AbstractInsnNode markThrownBehind(int index, Frame<SourceValue> marked) {
        var thrown = new HashSet<AbstractInsnNode>();
        for (var exit : NormalFlow.exits(method, flow, index, marked).entrySet()) {
            if (flow.insn(exit.getKey()).getOpcode() != Opcodes.ATHROW) {
                return null;
            }
            var state = exit.getValue();
            thrown.addAll(state.getStack(state.getStackSize() - 1).insns);
        }
        return thrown.size() == 1 ? thrown.iterator().next() : null;
    }

    /** Gives each value a mark of its own, so that its copies can be told later; copies that are known have one mark. */
    private static Frame<SourceValue> marked(Frame<SourceValue> before) {
        var marked = new Frame<>(before);
        for (var slot = 0; slot < before.getLocals(); slot++) {
            marked.setLocal(slot, marked(before.getLocal(slot)));
        }
        for (var height = 0; height < before.getStackSize(); height++) {
            marked.setStack(height, marked(before.getStack(height)));
        }
        return marked;
    }

    private static SourceValue marked(SourceValue value) {
        var isOneException = value.insns.size() == 1 && value.insns.iterator().next() instanceof LabelNode;
        return isOneException ? value : new SourceValue(value.size, new InsnNode(Opcodes.NOP));
    }
}
