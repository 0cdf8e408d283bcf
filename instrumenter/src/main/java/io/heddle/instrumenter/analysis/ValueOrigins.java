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
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Which instructions may have put a value where it lies. A load or store of a local counts as one, so that locals can be
 * followed step by step; moving a value on the stack doesn't.
 */
final class ValueOrigins {
    private final MethodNode method;
    private final Origins interpreter;
    private final @Nullable Frame<SourceValue>[] frames;

    private ValueOrigins(MethodNode method, Origins interpreter, @Nullable Frame<SourceValue>[] frames) {
        this.method = method;
        this.interpreter = interpreter;
        this.frames = frames;
    }

    /** Analyses a method of the class {@code owner}. */
    static ValueOrigins of(String owner, MethodNode method) {
        var interpreter = new Origins();
        return new ValueOrigins(method, interpreter, SourceAnalyzer.analyze(owner, method, interpreter));
    }

    /** Whether any path leads to an instruction. */
    boolean isReachable(AbstractInsnNode instruction) {
        return frames[method.instructions.indexOf(instruction)] != null;
    }

    /** What may have put an operand on the stack; {@code depth} is 0 for the top. */
    Set<AbstractInsnNode> onStack(AbstractInsnNode before, int depth) {
        var frame = frames[method.instructions.indexOf(before)];
        return frame == null || frame.getStackSize() <= depth
                ? Set.of()
                : frame.getStack(frame.getStackSize() - 1 - depth).insns;
    }

    /** What may have stored a local; a parameter that is as it came has an instruction that belongs to no list. */
    Set<AbstractInsnNode> inLocal(AbstractInsnNode before, int slot) {
        var frame = frames[method.instructions.indexOf(before)];
        return frame == null ? Set.of() : frame.getLocal(slot).insns;
    }

    /** The declared type of the parameter that an element of {@link #inLocal} stands for; null where it is none. */
    @Nullable
    Type parameterType(AbstractInsnNode origin) {
        return interpreter.parameters.get(origin);
    }

    private static final class Origins extends SourceInterpreter {
        private final Map<AbstractInsnNode, Type> parameters = new HashMap<>();

        Origins() {
            super(Opcodes.ASM9);
        }

        @Override
        public SourceValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
            var parameter = new VarInsnNode(Opcodes.ALOAD, local);
            parameters.put(parameter, type);
            return new SourceValue(type.getSize(), parameter);
        }

        @Override
        public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
            return instruction instanceof VarInsnNode ? super.copyOperation(instruction, value) : value;
        }
    }
}
