package io.heddle.instrumenter.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Knows values by what may have made them, as copies of one another: loads, stores, casts and the like make no new one. A
 * caught exception is made by the label of its handler; what an earlier entry of the same handler left, in a loop, is
 * another exception.
 */
final class CopyInterpreter extends SourceInterpreter {
    /** Belongs to no method: makes parameters, what a local holds before it is set, and what an earlier entry left. */
    private static final AbstractInsnNode ELSEWHERE = new InsnNode(Opcodes.NOP);

    CopyInterpreter() {
        super(Opcodes.ASM9);
    }

    @Override
    public SourceValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
        return new SourceValue(type.getSize(), ELSEWHERE);
    }

    @Override
    public SourceValue newEmptyValue(int local) {
        return new SourceValue(1, ELSEWHERE);
    }

    @Override
    public SourceValue newExceptionValue(TryCatchBlockNode block, Frame<SourceValue> atHandler, Type exceptionType) {
        for (var slot = 0; slot < atHandler.getLocals(); slot++) {
            if (atHandler.getLocal(slot).insns.contains(block.handler)) {
                atHandler.setLocal(slot, new SourceValue(1, ELSEWHERE));
            }
        }
        return new SourceValue(1, block.handler);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
        return value;
    }

    @Override
    public SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
        return instruction.getOpcode() == Opcodes.CHECKCAST ? value : super.unaryOperation(instruction, value);
    }
}
