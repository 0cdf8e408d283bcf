package io.heddle.instrumenter.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * What each instruction pushes, in {@link VerificationType}s. The code is taken to be valid: operands are not checked.
 * Values are never merged here, because every merge point of a valid class file has a stack map that states the result.
 */
final class VerificationInterpreter extends Interpreter<VerificationType> {
    VerificationInterpreter() {
        super(Opcodes.ASM9);
    }

    @Override
    public @Nullable VerificationType newValue(@Nullable Type type) {
        if (type == null) {
            return VerificationType.TOP;
        }
        return type.getSort() == Type.VOID ? null : VerificationType.of(type);
    }

    @Override
    public VerificationType newOperation(AbstractInsnNode insn) {
        return switch (insn.getOpcode()) {
            case Opcodes.ACONST_NULL -> VerificationType.NULL;
            case Opcodes.LCONST_0, Opcodes.LCONST_1 -> VerificationType.LONG;
            case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 -> VerificationType.FLOAT;
            case Opcodes.DCONST_0, Opcodes.DCONST_1 -> VerificationType.DOUBLE;
            case Opcodes.LDC -> constant(((LdcInsnNode) insn).cst);
            case Opcodes.GETSTATIC -> VerificationType.of(Type.getType(((FieldInsnNode) insn).desc));
            case Opcodes.NEW -> VerificationType.uninitialized(insn);
            default -> VerificationType.INT;
        };
    }

    private static VerificationType constant(Object constant) {
        if (constant instanceof Integer) {
            return VerificationType.INT;
        } else if (constant instanceof Float) {
            return VerificationType.FLOAT;
        } else if (constant instanceof Long) {
            return VerificationType.LONG;
        } else if (constant instanceof Double) {
            return VerificationType.DOUBLE;
        } else if (constant instanceof String) {
            return VerificationType.object("java/lang/String");
        } else if (constant instanceof Type type) {
            return VerificationType.object(
                    type.getSort() == Type.METHOD ? "java/lang/invoke/MethodType" : "java/lang/Class");
        } else if (constant instanceof Handle) {
            return VerificationType.object("java/lang/invoke/MethodHandle");
        } else if (constant instanceof ConstantDynamic dynamic) {
            return VerificationType.of(Type.getType(dynamic.getDescriptor()));
        }
        throw new IllegalArgumentException("unknown constant " + constant);
    }

    @Override
    public VerificationType copyOperation(AbstractInsnNode insn, VerificationType value) {
        return value;
    }

    @Override
    public @Nullable VerificationType unaryOperation(AbstractInsnNode insn, VerificationType value) {
        return switch (insn.getOpcode()) {
            case Opcodes.LNEG, Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> VerificationType.LONG;
            case Opcodes.FNEG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> VerificationType.FLOAT;
            case Opcodes.DNEG, Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> VerificationType.DOUBLE;
            case Opcodes.GETFIELD -> VerificationType.of(Type.getType(((FieldInsnNode) insn).desc));
            case Opcodes.NEWARRAY -> VerificationType.object(primitiveArray(((IntInsnNode) insn).operand));
            case Opcodes.ANEWARRAY ->
                VerificationType.object(
                        "[" + Type.getObjectType(((TypeInsnNode) insn).desc).getDescriptor());
            case Opcodes.CHECKCAST -> VerificationType.object(((TypeInsnNode) insn).desc);
            case Opcodes.INEG,
                    Opcodes.IINC,
                    Opcodes.L2I,
                    Opcodes.F2I,
                    Opcodes.D2I,
                    Opcodes.I2B,
                    Opcodes.I2C,
                    Opcodes.I2S,
                    Opcodes.ARRAYLENGTH,
                    Opcodes.INSTANCEOF -> VerificationType.INT;
            default -> null;
        };
    }

    private static String primitiveArray(int code) {
        return switch (code) {
            case Opcodes.T_BOOLEAN -> "[Z";
            case Opcodes.T_CHAR -> "[C";
            case Opcodes.T_BYTE -> "[B";
            case Opcodes.T_SHORT -> "[S";
            case Opcodes.T_INT -> "[I";
            case Opcodes.T_FLOAT -> "[F";
            case Opcodes.T_LONG -> "[J";
            case Opcodes.T_DOUBLE -> "[D";
            default -> throw new IllegalArgumentException("no primitive array has the code " + code);
        };
    }

    @Override
    public @Nullable VerificationType binaryOperation(
            AbstractInsnNode insn, VerificationType first, VerificationType second) {
        return switch (insn.getOpcode()) {
            case Opcodes.LALOAD,
                    Opcodes.LADD,
                    Opcodes.LSUB,
                    Opcodes.LMUL,
                    Opcodes.LDIV,
                    Opcodes.LREM,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR -> VerificationType.LONG;
            case Opcodes.FALOAD, Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM ->
                VerificationType.FLOAT;
            case Opcodes.DALOAD, Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM ->
                VerificationType.DOUBLE;
            case Opcodes.AALOAD -> element(first);
            case Opcodes.IF_ICMPEQ,
                    Opcodes.IF_ICMPNE,
                    Opcodes.IF_ICMPLT,
                    Opcodes.IF_ICMPGE,
                    Opcodes.IF_ICMPGT,
                    Opcodes.IF_ICMPLE,
                    Opcodes.IF_ACMPEQ,
                    Opcodes.IF_ACMPNE,
                    Opcodes.PUTFIELD -> null;
            default -> VerificationType.INT;
        };
    }

    private static VerificationType element(VerificationType array) {
        return array.kind() == VerificationType.Kind.NULL
                ? array
                : VerificationType.of(Type.getType(array.objectName().substring(1)));
    }

    @Override
    public @Nullable VerificationType ternaryOperation(
            AbstractInsnNode insn, VerificationType first, VerificationType second, VerificationType third) {
        return null;
    }

    @Override
    public @Nullable VerificationType naryOperation(AbstractInsnNode insn, List<? extends VerificationType> values) {
        if (insn instanceof MethodInsnNode call) {
            return newValue(Type.getReturnType(call.desc));
        } else if (insn instanceof InvokeDynamicInsnNode call) {
            return newValue(Type.getReturnType(call.desc));
        }
        return VerificationType.object(((MultiANewArrayInsnNode) insn).desc);
    }

    @Override
    public void returnOperation(AbstractInsnNode insn, VerificationType value, VerificationType expected) {}

    @Override
    public VerificationType merge(VerificationType first, VerificationType second) {
        throw new IllegalStateException("merge points have stack maps");
    }
}
