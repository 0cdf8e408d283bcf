package io.heddle.it.reshape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What a tool makes of a method to look at each way out of it:
 *
 * <pre>
 *   start:  ..
 *           goto end                                     // was: areturn
 *   end:    astore result; aconst_null; astore failure; goto both
 *   caught: astore failure; aconst_null; astore result   // of all between start and end
 *   both:   aload failure; ifnull ok; aload failure; athrow
 *   ok:     aload result; areturn
 * </pre>
 */
final class Advised implements Reshaping.MethodForm {
    private static final String THROWABLE = "java/lang/Throwable";

    @Override
    public void give(String owner, MethodNode method) {
        var frames = InstructionFrames.of(owner, method);
        var returns = new ArrayList<AbstractInsnNode>();
        for (var insn : method.instructions) {
            if (insn.getOpcode() == Opcodes.ARETURN && frames.isKnown(insn)) {
                if (frames.get(insn).stack.size() > 1) {
                    return;
                }
                returns.add(insn);
            }
        }
        if (!returns.isEmpty()) {
            var start = new LabelNode();
            var end = new LabelNode();
            var caught = new LabelNode();
            returns.forEach(insn -> method.instructions.set(insn, new JumpInsnNode(Opcodes.GOTO, end)));
            method.instructions.insert(start);
            method.instructions.add(epilogue(method, end, caught));
            method.tryCatchBlocks.add(new TryCatchBlockNode(start, end, caught, THROWABLE));
            method.maxLocals += 2;
        }
    }

    private static InsnList epilogue(MethodNode method, LabelNode end, LabelNode caught) {
        var result = method.maxLocals;
        var failure = result + 1;
        var both = new LabelNode();
        var ok = new LabelNode();
        var type = Type.getReturnType(method.desc).getInternalName();
        var locals = new ArrayList<Object>(Collections.nCopies(result, Opcodes.TOP));
        locals.add(type);
        locals.add(THROWABLE);
        var code = new InsnList();
        code.add(end);
        code.add(frame(List.of(), List.of(type)));
        code.add(new VarInsnNode(Opcodes.ASTORE, result));
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(new VarInsnNode(Opcodes.ASTORE, failure));
        code.add(new JumpInsnNode(Opcodes.GOTO, both));
        code.add(caught);
        code.add(frame(List.of(), List.of(THROWABLE)));
        code.add(new VarInsnNode(Opcodes.ASTORE, failure));
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(new VarInsnNode(Opcodes.ASTORE, result));
        code.add(both);
        code.add(frame(locals, List.of()));
        code.add(new VarInsnNode(Opcodes.ALOAD, failure));
        code.add(new JumpInsnNode(Opcodes.IFNULL, ok));
        code.add(new VarInsnNode(Opcodes.ALOAD, failure));
        code.add(new InsnNode(Opcodes.ATHROW));
        code.add(ok);
        code.add(frame(locals, List.of()));
        code.add(new VarInsnNode(Opcodes.ALOAD, result));
        code.add(new InsnNode(Opcodes.ARETURN));
        return code;
    }

    private static FrameNode frame(List<Object> locals, List<Object> stack) {
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    }
}
