package io.heddle.instrumenter.analysis;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/** Which locals and operands hold what the handlers of a method have caught. */
public final class CaughtExceptions {
    private final MethodNode method;
    private final @Nullable Frame<SourceValue>[] frames;

    private CaughtExceptions(MethodNode method, @Nullable Frame<SourceValue>[] frames) {
        this.method = method;
        this.frames = frames;
    }

    /** Analyses a method of the class {@code owner}. */
    public static CaughtExceptions of(String owner, MethodNode method) {
        return new CaughtExceptions(method, SourceAnalyzer.analyze(owner, method, new CopyInterpreter()));
    }

    /**
     * The handlers of which one has caught what lies on top of the stack; empty where it may be something else. A null
     * that it may be as well is no exception that could be thrown.
     */
    public Set<LabelNode> onTop(AbstractInsnNode before) {
        var frame = before(before);
        return frame == null || frame.getStackSize() == 0
                ? Set.of()
                : handlers(frame.getStack(frame.getStackSize() - 1));
    }

    /** Whether nothing but a null can lie on top of the stack. */
    public boolean isNullOnTop(AbstractInsnNode before) {
        var frame = before(before);
        return frame != null
                && frame.getStackSize() > 0
                && frame.getStack(frame.getStackSize() - 1).insns.stream()
                        .allMatch(maker -> maker.getOpcode() == Opcodes.ACONST_NULL);
    }

    /** The values before an instruction; null where it can't be reached. */
    @Nullable
    Frame<SourceValue> before(AbstractInsnNode instruction) {
        return frames[method.instructions.indexOf(instruction)];
    }

    /** The handlers of which one has caught {@code value}; empty where it may be something else. */
    static Set<LabelNode> handlers(SourceValue value) {
        var handlers = new HashSet<LabelNode>();
        for (var maker : value.insns) {
            if (maker instanceof LabelNode handler) {
                handlers.add(handler);
            } else if (maker.getOpcode() != Opcodes.ACONST_NULL) {
                return Set.of();
            }
        }
        return handlers;
    }
}
