package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps the null that stands for an uninitialised object from being taken for a null: no compiler compares such an
 * object, but the JVM lets anybody do it. It equals itself alone, and that two operands are the same object shows in
 * their types, so each comparison has a constant outcome.
 *
 * <pre>
 *   ifnull L           ifnonnull L
 *   ifnonnull L        ifnull L
 *   if_acmpeq L        if_acmpeq L where both are the same object, else pop2
 *   if_acmpne L        if_acmpne L where both are the same object, else pop2; aconst_null; ifnull L
 * </pre>
 */
final class NullPlaceholders {
    private final MethodNode method;
    private final TypeFrames types;
    private final Set<AbstractInsnNode> creations;

    /**
     * The objects that nulls will stand for.
     *
     * @param creations the {@code new} instructions
     */
    NullPlaceholders(MethodNode method, TypeFrames types, Set<AbstractInsnNode> creations) {
        this.method = method;
        this.types = types;
        this.creations = creations;
    }

    /** Turns the comparisons round; {@link #types} doesn't hold for the method any more. */
    void adjustComparisons() {
        var edits = new LinkedHashMap<AbstractInsnNode, Code>();
        for (var i = 0; i < method.instructions.size(); i++) {
            if (types.isKnown(i)) {
                adjust(method.instructions.get(i), i, edits);
            }
        }
        edits.forEach((comparison, code) -> {
            method.instructions.insert(comparison, code.insns());
            method.instructions.remove(comparison);
        });
    }

    private void adjust(AbstractInsnNode insn, int index, Map<AbstractInsnNode, Code> edits) {
        switch (insn.getOpcode()) {
            case Opcodes.IFNULL -> turnRound((JumpInsnNode) insn, index, Opcodes.IFNONNULL);
            case Opcodes.IFNONNULL -> turnRound((JumpInsnNode) insn, index, Opcodes.IFNULL);
            case Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE -> {
                var left = operand(index, 1);
                var right = operand(index, 0);
                if (!left.equals(right) && (isPlaceholder(left) || isPlaceholder(right))) {
                    edits.put(insn, different((JumpInsnNode) insn));
                }
            }
            case Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> {
                if (isPlaceholder(operand(index, 0))) {
                    throw new IllegalArgumentException(
                            method.name + method.desc + " locks an object before its constructor is called");
                }
            }
            default -> {}
        }
    }

    private void turnRound(JumpInsnNode comparison, int index, int opposite) {
        if (isPlaceholder(operand(index, 0))) {
            comparison.setOpcode(opposite);
        }
    }

    private static Code different(JumpInsnNode comparison) {
        var code = new Code().op(Opcodes.POP2);
        // What follows has no stack map that would let it stand behind a goto.
        return comparison.getOpcode() == Opcodes.IF_ACMPNE
                ? code.op(Opcodes.ACONST_NULL).jump(Opcodes.IFNULL, comparison.label)
                : code;
    }

    private VerificationType operand(int index, int depth) {
        var stack = types.stack(index);
        return stack.get(stack.size() - 1 - depth);
    }

    private boolean isPlaceholder(VerificationType type) {
        return type.creation() != null && creations.contains(type.creation());
    }
}
