package io.heddle.instrumenter.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Follows values through a method of any size. A handler's entry takes the locals from where they may have changed, not
 * from each instruction that it covers: that is what makes tries in tries expensive, for which ASM would give up.
 *
 * <pre>
 *   L: aload 1       to the handler, as a jump may lead here
 *      getfield f    not: the locals are the same
 *      astore 2      not
 *      aload 2       to the handler
 * </pre>
 */
final class SourceAnalyzer extends Analyzer<SourceValue> {
    private final List<AbstractInsnNode> instructions;

    private SourceAnalyzer(MethodNode method, Interpreter<SourceValue> interpreter) {
        super(interpreter);
        this.instructions = List.of(method.instructions.toArray());
        setComputeLimits(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** The values before each instruction of a method of the class {@code owner}; null where it can't be reached. */
    static @Nullable Frame<SourceValue>[] analyze(
            String owner, MethodNode method, Interpreter<SourceValue> interpreter) {
        try {
            return new SourceAnalyzer(method, interpreter).analyze(owner, method);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + e.getMessage(), e);
        }
    }

    @Override
    protected boolean newControlFlowExceptionEdge(int index, TryCatchBlockNode block) {
        return !(instructions.get(index) instanceof LabelNode)
                && (index == 0 || isChangeOfLocals(instructions.get(index - 1)));
    }

    /** Whether the locals behind an instruction may be others than before it. */
    private static boolean isChangeOfLocals(AbstractInsnNode instruction) {
        return instruction instanceof LabelNode
                || instruction instanceof IincInsnNode
                || (instruction instanceof VarInsnNode && instruction.getOpcode() >= Opcodes.ISTORE);
    }
}
