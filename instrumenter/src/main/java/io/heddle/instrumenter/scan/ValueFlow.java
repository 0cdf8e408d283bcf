package io.heddle.instrumenter.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Where the values of a method come from, and whether anything ever takes them.
 *
 * <p>A value is known by the instructions that may have made it. Moving it (to a variable and back, up and down the
 * stack, through a cast) makes no new value and is no use of it, nor is {@code pop}; every other instruction that takes
 * it from the stack uses it. So a value without a use was made for nothing.
 */
final class ValueFlow {
    private final MethodNode method;
    private final Origins origins;
    private final @Nullable Frame<SourceValue>[] frames;

    private ValueFlow(MethodNode method, Origins origins, @Nullable Frame<SourceValue>[] frames) {
        this.method = method;
        this.origins = origins;
        this.frames = frames;
    }

    /** Analyses a method of the class {@code owner}; types are not looked up, so an incomplete class path is no matter. */
    static ValueFlow of(String owner, MethodNode method) {
        var origins = new Origins();
        try {
            return new ValueFlow(method, origins, new Analyzer<>(origins).analyze(owner, method));
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(
                    "the class file of " + owner.replace('/', '.') + " is not valid: method " + method.name, e);
        }
    }

    /** Whether any path leads to an instruction. */
    boolean isReachable(AbstractInsnNode instruction) {
        return frames[method.instructions.indexOf(instruction)] != null;
    }

    /** Whether the value that an instruction makes is used on some path. */
    boolean isUsed(AbstractInsnNode producer) {
        return origins.used.contains(producer);
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
        var frame = frames[method.instructions.indexOf(before)];
        if (frame == null || frame.getStackSize() <= depth) {
            return Set.of();
        }
        return frame.getStack(frame.getStackSize() - 1 - depth).insns;
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
            return Type.getObjectType(typed.desc);
        }
        return origins.parameterTypes.get(producer);
    }

    private static final class Origins extends SourceInterpreter {
        private final Set<AbstractInsnNode> used = new HashSet<>();

        /** A parameter is made by no instruction of the method; one that belongs to no list stands for it. */
        private final Map<AbstractInsnNode, Type> parameterTypes = new HashMap<>();

        Origins() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
            var parameter = new VarInsnNode(Opcodes.ALOAD, local);
            parameterTypes.put(parameter, type);
            return new SourceValue(type.getSize(), parameter);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return value;
        }

        @Override
        public SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
            if (instruction.getOpcode() == Opcodes.CHECKCAST) {
                var both = new HashSet<>(value.insns);
                both.add(instruction);
                return new SourceValue(value.size, both);
            }
            used.addAll(value.insns);
            return super.unaryOperation(instruction, value);
        }

        @Override
        public SourceValue binaryOperation(AbstractInsnNode instruction, SourceValue left, SourceValue right) {
            used.addAll(left.insns);
            used.addAll(right.insns);
            return super.binaryOperation(instruction, left, right);
        }

        @Override
        public SourceValue ternaryOperation(
                AbstractInsnNode instruction, SourceValue first, SourceValue second, SourceValue third) {
            used.addAll(first.insns);
            used.addAll(second.insns);
            used.addAll(third.insns);
            return super.ternaryOperation(instruction, first, second, third);
        }

        @Override
        public SourceValue naryOperation(AbstractInsnNode instruction, List<? extends SourceValue> values) {
            values.forEach(value -> used.addAll(value.insns));
            return super.naryOperation(instruction, values);
        }
    }
}
