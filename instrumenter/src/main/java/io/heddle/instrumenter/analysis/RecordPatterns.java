package io.heddle.instrumenter.analysis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * How compilers take records apart: each accessor is called in a try of its own, whose handler wraps what it throws. It is
 * no try of the user's, and the call makes nothing: it reads what is there.
 *
 * <pre>
 *   if (o instanceof Job(var c, var n))      start: invokevirtual Job.c        handler: astore e
 *                                            end:   astore c                            new MatchException; ..; athrow
 * </pre>
 */
public final class RecordPatterns {
    private static final String MATCH_EXCEPTION = "java/lang/MatchException";

    private RecordPatterns() {}

    /** Whether {@code call} reads a component for a pattern. */
    public static boolean isRead(MethodInsnNode call, MethodNode method) {
        return method.tryCatchBlocks.stream().anyMatch(block -> rangeOf(block).contains(call) && surroundsRead(block));
    }

    /** Whether the try is one around an accessor. A user's who wraps what a call throws has its receiver in the range, too. */
    static boolean surroundsRead(TryCatchBlockNode block) {
        return !wrapping(block.handler).isEmpty() && rangeOf(block).stream().allMatch(RecordPatterns::mayBeAccessor);
    }

    private static boolean mayBeAccessor(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                ? call.getOpcode() == Opcodes.INVOKEVIRTUAL && Type.getArgumentCount(call.desc) == 0
                : insn.getOpcode() == Opcodes.GOTO;
    }

    /**
     * The instructions of a handler that wraps what it has caught in a {@code MatchException}; none for any other. (A finally
     * that only throws on looks the same otherwise.)
     */
    public static List<AbstractInsnNode> wrapping(LabelNode handler) {
        var path = StraightPath.from(handler);
        return path.stream().anyMatch(RecordPatterns::makesMatchException)
                        && path.get(path.size() - 1).getOpcode() == Opcodes.ATHROW
                ? path
                : List.of();
    }

    private static boolean makesMatchException(AbstractInsnNode insn) {
        return insn.getOpcode() == Opcodes.NEW
                && insn instanceof TypeInsnNode creation
                && creation.desc.equals(MATCH_EXCEPTION);
    }

    private static List<AbstractInsnNode> rangeOf(TryCatchBlockNode block) {
        var range = new ArrayList<AbstractInsnNode>();
        for (@Nullable AbstractInsnNode insn = block.start; insn != null && insn != block.end; insn = insn.getNext()) {
            if (insn.getOpcode() >= 0) {
                range.add(insn);
            }
        }
        return range;
    }
}
