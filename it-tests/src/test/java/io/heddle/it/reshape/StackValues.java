package io.heddle.it.reshape;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What is stored and read at once stays on the operand stack.
 *
 * <pre>
 *   astore 2; aload 2                dup; astore 2
 *   astore 3; aload 3  // the last
 * </pre>
 */
final class StackValues implements Reshaping.MethodForm {
    private static final int LOAD_TO_STORE = Opcodes.ISTORE - Opcodes.ILOAD;

    @Override
    public void give(String owner, MethodNode method) {
        var frames = InstructionFrames.of(owner, method);
        var liveness = SlotLiveness.of(method);
        for (var insn : method.instructions) {
            if (insn instanceof FrameNode stackMap) {
                OverlaidLocals.state(stackMap, liveness.before(stackMap), slot -> slot);
            }
        }
        for (var insn : method.instructions.toArray()) {
            if (insn instanceof VarInsnNode store
                    && frames.isKnown(store)
                    && next(store) instanceof VarInsnNode load
                    && load.getOpcode() + LOAD_TO_STORE == store.getOpcode()
                    && load.var == store.var
                    && !(next(load) instanceof FrameNode)) {
                keep(store, load, liveness, method);
            }
        }
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
    }

    /** The next instruction or stack map, of which no two may stand at one place. */
    private static @Nullable AbstractInsnNode next(AbstractInsnNode insn) {
        var next = insn.getNext();
        while (next != null && next.getOpcode() < 0 && !(next instanceof FrameNode)) {
            next = next.getNext();
        }
        return next;
    }

    private static void keep(VarInsnNode store, VarInsnNode load, SlotLiveness liveness, MethodNode method) {
        var isRead = liveness.behind(load).get(store.var)
                || liveness.ofHandlers(load).get(store.var)
                || liveness.ofHandlers(store).get(store.var);
        if (isRead) {
            var isWide = store.getOpcode() == Opcodes.LSTORE || store.getOpcode() == Opcodes.DSTORE;
            method.instructions.insertBefore(store, new InsnNode(isWide ? Opcodes.DUP2 : Opcodes.DUP));
        } else {
            method.instructions.remove(store);
        }
        method.instructions.remove(load);
    }
}
