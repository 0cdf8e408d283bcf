package io.heddle.instrumenter.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which instructions may have put a value where it lies. A load or store of a local counts as one, so that locals can be
 * followed step by step; moving a value on the stack doesn't.
 */
final class ValueOrigins {
    private final Steps steps;
    private final Origins origins;

    private ValueOrigins(Steps steps, Origins origins) {
        this.steps = steps;
        this.origins = origins;
    }

    /** Analyses a method of the class {@code owner}. */
    static ValueOrigins of(String owner, MethodNode method) {
        var steps = new Steps();
        return new ValueOrigins(steps, OriginAnalysis.analyze(owner, method, ControlFlow.of(method), steps));
    }

    /** Whether any path leads to an instruction. */
    boolean isReachable(AbstractInsnNode instruction) {
        return origins.isReachable(instruction);
    }

    /** What may have put an operand on the stack; {@code depth} is 0 for the top. */
    Set<AbstractInsnNode> onStack(AbstractInsnNode before, int depth) {
        return origins.onStack(before, depth);
    }

    /** What may have stored a local; a parameter that is as it came has an instruction that belongs to no list. */
    Set<AbstractInsnNode> inLocal(AbstractInsnNode before, int slot) {
        return origins.inLocal(before, slot);
    }

    /** The declared type of the parameter that an element of {@link #inLocal} stands for; null where it is none. */
    @Nullable
    Type parameterType(AbstractInsnNode origin) {
        return steps.parameters.get(origin);
    }

    private static final class Steps extends OriginRules {
        private final Map<AbstractInsnNode, Type> parameters = new HashMap<>();

        @Override
        public Origin newParameterValue(boolean isInstanceMethod, int local, Type type) {
            var parameter = new VarInsnNode(Opcodes.ALOAD, local);
            parameters.put(parameter, type);
            return Origin.madeBy(parameter, type.getSize());
        }

        @Override
        public Origin copyOperation(AbstractInsnNode instruction, Origin value) {
            return instruction instanceof VarInsnNode ? super.copyOperation(instruction, value) : value;
        }
    }
}
