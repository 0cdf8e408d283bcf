package io.heddle.instrumenter.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * What makes a value, and what uses one. By itself every instruction that pushes something makes a value; what moves one
 * (a load, a store, a {@code dup}) counts as its maker too. Subclasses see it otherwise.
 */
public class OriginRules extends Interpreter<Origin> {
    private final List<Origin> used = new ArrayList<>();

    /** The rules as above. */
    public OriginRules() {
        super(Opcodes.ASM9);
    }

    /** The instructions whose values are taken from the stack by one that doesn't just move them. */
    final Set<AbstractInsnNode> usedMakers() {
        return Origin.makersOf(used);
    }

    @Override
    public @Nullable Origin newValue(@Nullable Type type) {
        return type == Type.VOID_TYPE ? null : Origin.unknown(type == null ? 1 : type.getSize());
    }

    @Override
    public Origin newOperation(AbstractInsnNode instruction) {
        var size = switch (instruction.getOpcode()) {
            case Opcodes.LCONST_0, Opcodes.LCONST_1, Opcodes.DCONST_0, Opcodes.DCONST_1 -> 2;
            case Opcodes.LDC -> sizeOf(((LdcInsnNode) instruction).cst);
            case Opcodes.GETSTATIC ->
                Type.getType(((FieldInsnNode) instruction).desc).getSize();
            default -> 1;
        };
        return Origin.madeBy(instruction, size);
    }

    private static int sizeOf(Object constant) {
        if (constant instanceof ConstantDynamic dynamic) {
            return dynamic.getSize();
        }
        return constant instanceof Long || constant instanceof Double ? 2 : 1;
    }

    @Override
    public Origin copyOperation(AbstractInsnNode instruction, Origin value) {
        return Origin.madeBy(instruction, value.getSize());
    }

    @Override
    public Origin unaryOperation(AbstractInsnNode instruction, Origin value) {
        used.add(value);
        var size = switch (instruction.getOpcode()) {
            case Opcodes.LNEG,
                    Opcodes.DNEG,
                    Opcodes.I2L,
                    Opcodes.I2D,
                    Opcodes.L2D,
                    Opcodes.F2L,
                    Opcodes.F2D,
                    Opcodes.D2L -> 2;
            case Opcodes.GETFIELD ->
                Type.getType(((FieldInsnNode) instruction).desc).getSize();
            default -> 1;
        };
        return Origin.madeBy(instruction, size);
    }

    @Override
    public Origin binaryOperation(AbstractInsnNode instruction, Origin left, Origin right) {
        use(List.of(left, right));
        var size = switch (instruction.getOpcode()) {
            case Opcodes.LALOAD,
                    Opcodes.DALOAD,
                    Opcodes.LADD,
                    Opcodes.DADD,
                    Opcodes.LSUB,
                    Opcodes.DSUB,
                    Opcodes.LMUL,
                    Opcodes.DMUL,
                    Opcodes.LDIV,
                    Opcodes.DDIV,
                    Opcodes.LREM,
                    Opcodes.DREM,
                    Opcodes.LSHL,
                    Opcodes.LSHR,
                    Opcodes.LUSHR,
                    Opcodes.LAND,
                    Opcodes.LOR,
                    Opcodes.LXOR -> 2;
            default -> 1;
        };
        return Origin.madeBy(instruction, size);
    }

    @Override
    public Origin ternaryOperation(AbstractInsnNode instruction, Origin first, Origin second, Origin third) {
        use(List.of(first, second, third));
        return Origin.madeBy(instruction, 1);
    }

    @Override
    public Origin naryOperation(AbstractInsnNode instruction, List<? extends Origin> values) {
        use(values);
        var size = 1;
        if (instruction instanceof MethodInsnNode call) {
            size = Type.getReturnType(call.desc).getSize();
        } else if (instruction instanceof InvokeDynamicInsnNode call) {
            size = Type.getReturnType(call.desc).getSize();
        }
        return Origin.madeBy(instruction, size);
    }

    @Override
    public void returnOperation(AbstractInsnNode instruction, Origin value, Origin expected) {}

    /** Values are merged where a stack map stands, and nowhere else. */
    @Override
    public Origin merge(Origin value, Origin other) {
        throw new UnsupportedOperationException("nothing is merged one by one");
    }

    private void use(Collection<? extends Origin> values) {
        used.addAll(values);
    }
}
