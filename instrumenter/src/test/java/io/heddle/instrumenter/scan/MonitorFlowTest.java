package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Code that javac does not write. */
class MonitorFlowTest {
    @Test
    void endsWhereALoopEntersAndNeverLeaves() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "(Ljava/lang/Object;)V", null, null);
        var loop = new Label();
        method.visitLabel(loop);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitInsn(Opcodes.MONITORENTER);
        method.visitJumpInsn(Opcodes.GOTO, loop);

        assertThat(MonitorFlow.of(method).innermostHeldAt(first(method, Opcodes.GOTO)))
                .isEqualTo(first(method, Opcodes.MONITORENTER));
    }

    @Test
    void whatIsHeldOnOnePathIsHeld() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "(Ljava/lang/Object;I)V", null, null);
        var join = new Label();
        method.visitVarInsn(Opcodes.ILOAD, 1);
        method.visitJumpInsn(Opcodes.IFEQ, join);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitInsn(Opcodes.MONITORENTER);
        method.visitLabel(join);
        method.visitInsn(Opcodes.RETURN);

        assertThat(MonitorFlow.of(method).innermostHeldAt(first(method, Opcodes.RETURN)))
                .isEqualTo(first(method, Opcodes.MONITORENTER));
    }

    @Test
    void codeThatNothingLeadsToHoldsNothing() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "(Ljava/lang/Object;)V", null, null);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitInsn(Opcodes.MONITORENTER);
        method.visitInsn(Opcodes.RETURN);
        method.visitInsn(Opcodes.NOP);

        assertThat(MonitorFlow.of(method).innermostHeldAt(first(method, Opcodes.NOP)))
                .isNull();
    }

    @Test
    void leavingMoreThanWasEnteredHoldsNothing() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "(Ljava/lang/Object;)V", null, null);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitInsn(Opcodes.MONITOREXIT);
        method.visitInsn(Opcodes.RETURN);

        assertThat(MonitorFlow.of(method).innermostHeldAt(first(method, Opcodes.RETURN)))
                .isNull();
    }

    private static AbstractInsnNode first(MethodNode method, int opcode) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == opcode) {
                return instruction;
            }
        }
        throw new AssertionError("no such instruction");
    }
}
