package io.heddle.instrumenter.verify;

import io.heddle.instrumenter.bytecode.StackMapSlots;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * How many locals a method may have and how high its operand stack may be.
 *
 * @param locals slots, the parameters' included
 * @param stack slots; negative for any height
 */
record Room(int locals, int stack) {
    private static final int ANY = -1;

    /** What the class file states. */
    static Room stated(MethodNode method) {
        return new Room(method.maxLocals, method.maxStack);
    }

    /** As much as the code uses: for a method that states nothing yet. */
    static Room asNeeded(MethodNode method) {
        var isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        var locals = (Type.getArgumentsAndReturnSizes(method.desc) >> 2) - (isStatic ? 1 : 0);
        for (var insn = method.instructions.getFirst(); insn != null; insn = insn.getNext()) {
            if (insn instanceof VarInsnNode access) {
                locals = Math.max(locals, access.var + size(access.getOpcode()));
            } else if (insn instanceof IincInsnNode increment) {
                locals = Math.max(locals, increment.var + 1);
            } else if (insn instanceof FrameNode stackMap) {
                locals = Math.max(locals, StackMapSlots.of(stackMap.local));
            }
        }
        return new Room(locals, ANY);
    }

    private static int size(int opcode) {
        return switch (opcode) {
            case Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.DLOAD, Opcodes.DSTORE -> 2;
            default -> 1;
        };
    }
}
