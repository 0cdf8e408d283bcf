package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.Origin;
import io.heddle.instrumenter.analysis.OriginAnalysis;
import io.heddle.instrumenter.analysis.OriginRules;
import io.heddle.instrumenter.analysis.Origins;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Where the values of a method come from, and whether anything ever takes them.
 *
 * <p>A value is known by the instructions that may have made it. Moving it (to a variable and back, up and down the
 * stack, through a cast) makes no new value and is no use of it, nor is {@code pop}; every other instruction that takes
 * it from the stack uses it. So a value without a use was made for nothing.
 */
final class ValueFlow {
    private final MethodNode method;
    private final Movers movers;
    private final Origins origins;

    private ValueFlow(MethodNode method, Movers movers, Origins origins) {
        this.method = method;
        this.movers = movers;
        this.origins = origins;
    }

    /** Analyses a method of the class {@code owner}; types are not looked up, so an incomplete class path is no matter. */
    static ValueFlow of(String owner, MethodNode method) {
        var movers = new Movers();
        return new ValueFlow(method, movers, OriginAnalysis.analyze(owner, method, ControlFlow.of(method), movers));
    }

    /** Whether any path leads to an instruction. */
    boolean isReachable(AbstractInsnNode instruction) {
        return origins.isReachable(instruction);
    }

    /** Whether the value that an instruction makes is used on some path. */
    boolean isUsed(AbstractInsnNode producer) {
        return origins.isUsed(producer);
    }

    /** The instructions that put the value that {@code producer} makes in a variable. */
    List<VarInsnNode> storesOf(AbstractInsnNode producer) {
        var stores = new ArrayList<VarInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction instanceof VarInsnNode store
                    && store.getOpcode() == Opcodes.ASTORE
                    && onStack(store, 0).contains(producer)) {
                stores.add(store);
            }
        }
        return stores;
    }

    /**
     * What may have made the value that lies on the stack before an instruction; empty where the instruction can't be
     * reached or the stack isn't that high.
     *
     * @param depth 0 for the top
     */
    Set<AbstractInsnNode> onStack(AbstractInsnNode before, int depth) {
        return origins.onStack(before, depth);
    }

    /** The static type that a producer gives its value; null for what has none that matters, as constants. */
    @Nullable
    Type typeOf(AbstractInsnNode producer) {
        if (producer instanceof MethodInsnNode call) {
            return Type.getReturnType(call.desc);
        }
        if (producer instanceof FieldInsnNode field) {
            return Type.getType(field.desc);
        }
        if (producer instanceof TypeInsnNode typed && typed.getOpcode() != Opcodes.INSTANCEOF) {
            var type = Type.getObjectType(typed.desc);
            return typed.getOpcode() == Opcodes.ANEWARRAY ? Type.getType("[" + type.getDescriptor()) : type;
        }
        if (producer.getOpcode() == Opcodes.AALOAD) {
            return elementType(producer);
        }
        return movers.parameterTypes.get(producer);
    }

    /** The type of what is read from an array, where that is a field's, a parameter's or what a call gives. */
    private @Nullable Type elementType(AbstractInsnNode read) {
        return origins.onStack(read, 1).stream()
                .filter(array -> array.getOpcode() != Opcodes.AALOAD)
                .map(this::typeOf)
                .filter(type -> type != null && type.getSort() == Type.ARRAY)
                .findFirst()
                .map(type -> Type.getType(type.getDescriptor().substring(1)))
                .orElse(null);
    }

    /** What moves a value makes none; a cast gives it on. */
    private static final class Movers extends OriginRules {
        /** A parameter is made by no instruction of the method; one that belongs to no list stands for it. */
        private final Map<AbstractInsnNode, Type> parameterTypes = new HashMap<>();

        @Override
        public Origin newParameterValue(boolean isInstanceMethod, int local, Type type) {
            var parameter = new VarInsnNode(Opcodes.ALOAD, local);
            parameterTypes.put(parameter, type);
            return Origin.madeBy(parameter, type.getSize());
        }

        @Override
        public Origin copyOperation(AbstractInsnNode instruction, Origin value) {
            return value;
        }

        @Override
        public Origin unaryOperation(AbstractInsnNode instruction, Origin value) {
            return instruction.getOpcode() == Opcodes.CHECKCAST
                    ? Origin.passedOn(instruction, value)
                    : super.unaryOperation(instruction, value);
        }
    }
}
