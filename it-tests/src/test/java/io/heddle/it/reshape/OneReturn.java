package io.heddle.it.reshape;

import java.util.ArrayList;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/** All that a method gives back comes to one {@code areturn} at its end. */
final class OneReturn implements Reshaping.MethodForm {
    private static final Object[] NOTHING = {};

    @Override
    public void give(String owner, MethodNode method) {
        var frames = InstructionFrames.of(owner, method);
        var returns = new ArrayList<AbstractInsnNode>();
        for (var insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN
                    && frames.isKnown(insn)
                    && frames.get(insn).stack.size() == 1) {
                returns.add(insn);
            }
        }
        if (returns.size() < 2) {
            return;
        }
        var end = new LabelNode();
        returns.forEach(insn -> method.instructions.set(insn, new JumpInsnNode(Opcodes.GOTO, end)));
        Object[] result = {Type.getReturnType(method.desc).getInternalName()};
        method.instructions.add(end);
        method.instructions.add(new FrameNode(Opcodes.F_NEW, 0, NOTHING, 1, result));
        method.instructions.add(new InsnNode(Opcodes.ARETURN));
    }
}
