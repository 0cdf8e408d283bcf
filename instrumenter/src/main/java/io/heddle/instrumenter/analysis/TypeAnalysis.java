package io.heddle.instrumenter.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The verification types of locals and operands before each instruction, exactly as the JVM's type checker computes
 * them: in one pass from top to bottom, taking the method's own stack map wherever there is one. So nothing is merged,
 * no class hierarchy is asked, and an incomplete class path does no harm.
 */
public final class TypeAnalysis {
    private static final VerificationInterpreter INTERPRETER = new VerificationInterpreter();

    private TypeAnalysis() {}

    /**
     * Analyses a method whose stack maps are expanded ({@code ClassReader.EXPAND_FRAMES}).
     *
     * @param owner internal name of the method's class
     */
    public static TypeFrames analyze(String owner, MethodNode method) {
        var count = method.instructions.size();
        var frames = new Frame<?>[count];
        @Nullable Frame<VerificationType> current = entryFrame(owner, method);
        for (var i = 0; i < count; i++) {
            var insn = method.instructions.get(i);
            if (insn instanceof FrameNode stackMap) {
                current = stated(stackMap, method);
            }
            frames[i] = current;
            if (insn.getOpcode() >= 0) {
                // What the labels and lines before it share stays as it is.
                current = after(insn, current == null ? null : new Frame<>(current), owner, method);
            }
        }
        return new TypeFrames(frames);
    }

    private static @Nullable Frame<VerificationType> after(
            AbstractInsnNode insn, @Nullable Frame<VerificationType> before, String owner, MethodNode method) {
        if (before == null) {
            throw new IllegalArgumentException(method.name + method.desc
                    + " has code without a stack map behind a jump; the class file is not valid");
        }
        if (ControlFlow.endsBlock(insn)) {
            return null;
        }
        var created = constructedBy(insn, before);
        if (insn.getOpcode() == Opcodes.NEW) {
            // What is left of the same instruction's object of an earlier round of a loop can never be used.
            replace(before, VerificationType.uninitialized(insn), VerificationType.TOP);
        }
        try {
            before.execute(insn, INTERPRETER);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + e.getMessage(), e);
        }
        if (created != null) {
            var isThis = created.kind() == VerificationType.Kind.UNINITIALIZED_THIS;
            replace(before, created, VerificationType.object(isThis ? owner : ((MethodInsnNode) insn).owner));
        }
        return before;
    }

    /** The uninitialised object whose constructor {@code insn} calls; null for any other instruction. */
    static @Nullable VerificationType constructedBy(AbstractInsnNode insn, Frame<VerificationType> before) {
        if (insn.getOpcode() != Opcodes.INVOKESPECIAL || !((MethodInsnNode) insn).name.equals("<init>")) {
            return null;
        }
        var arguments = Type.getArgumentTypes(((MethodInsnNode) insn).desc).length;
        return before.getStack(before.getStackSize() - 1 - arguments);
    }

    private static void replace(Frame<VerificationType> frame, VerificationType type, VerificationType by) {
        for (var i = 0; i < frame.getLocals(); i++) {
            if (frame.getLocal(i).equals(type)) {
                frame.setLocal(i, by);
            }
        }
        for (var i = 0; i < frame.getStackSize(); i++) {
            if (frame.getStack(i).equals(type)) {
                frame.setStack(i, by);
            }
        }
    }

    private static Frame<VerificationType> empty(MethodNode method) {
        var frame = new Frame<VerificationType>(method.maxLocals, method.maxStack);
        for (var i = 0; i < method.maxLocals; i++) {
            frame.setLocal(i, VerificationType.TOP);
        }
        return frame;
    }

    private static Frame<VerificationType> entryFrame(String owner, MethodNode method) {
        var frame = empty(method);
        var slot = 0;
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            frame.setLocal(
                    slot++,
                    method.name.equals("<init>")
                            ? VerificationType.UNINITIALIZED_THIS
                            : VerificationType.object(owner));
        }
        for (var argument : Type.getArgumentTypes(method.desc)) {
            frame.setLocal(slot, VerificationType.of(argument));
            slot += argument.getSize();
        }
        return frame;
    }

    private static Frame<VerificationType> stated(FrameNode stackMap, MethodNode method) {
        if (stackMap.type != Opcodes.F_NEW) {
            throw new IllegalArgumentException("stack maps must be expanded");
        }
        var frame = empty(method);
        var slot = 0;
        for (var entry : entries(stackMap.local)) {
            var type = typeOf(entry);
            frame.setLocal(slot, type);
            slot += type.getSize();
        }
        for (var entry : entries(stackMap.stack)) {
            frame.push(typeOf(entry));
        }
        return frame;
    }

    private static List<Object> entries(@Nullable List<Object> entries) {
        return entries == null ? List.of() : entries;
    }

    private static VerificationType typeOf(Object entry) {
        if (entry instanceof String name) {
            return VerificationType.object(name);
        } else if (entry instanceof LabelNode label) {
            return VerificationType.uninitialized(creationAt(label));
        } else if (entry.equals(Opcodes.INTEGER)) {
            return VerificationType.INT;
        } else if (entry.equals(Opcodes.FLOAT)) {
            return VerificationType.FLOAT;
        } else if (entry.equals(Opcodes.LONG)) {
            return VerificationType.LONG;
        } else if (entry.equals(Opcodes.DOUBLE)) {
            return VerificationType.DOUBLE;
        } else if (entry.equals(Opcodes.NULL)) {
            return VerificationType.NULL;
        } else if (entry.equals(Opcodes.UNINITIALIZED_THIS)) {
            return VerificationType.UNINITIALIZED_THIS;
        }
        return VerificationType.TOP;
    }

    private static AbstractInsnNode creationAt(LabelNode label) {
        AbstractInsnNode insn = label;
        while (insn.getOpcode() != Opcodes.NEW) {
            insn = insn.getNext();
        }
        return insn;
    }
}
