package io.heddle.instrumenter.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Which closes end a block that is being left by an exception: those at which the method is ({@link LeavingExceptions}), but
 * for blocks that are inside the exception's handler as a whole. The exception was there before they began, and leaves what
 * is around them.
 *
 * <pre>
 *   handler: astore e; open(); astore r; use(r); | r.close(); aload e; athrow       the block has ended well
 *            inner: astore t; r.close(); aload t; athrow                            it is being left by t
 * </pre>
 *
 * Such a block opens its resource behind the handler's beginning, and closes it for an exception of its own as well. A close
 * in the handler of what a call or a field gives there is none: that was open before.
 */
public final class LeftBlocks {
    private final MethodNode method;
    private final CaughtExceptions caught;
    private final LeavingExceptions leaving;

    /** Analyses a method, of which {@code caught} tells where the exceptions of its handlers are. */
    public LeftBlocks(MethodNode method, CaughtExceptions caught) {
        this.method = method;
        this.caught = caught;
        this.leaving = new LeavingExceptions(method, caught);
    }

    /** A close at which the method is being left by an exception, and what may have made its resource. */
    private record End(MethodInsnNode close, LeavingException exception, Set<AbstractInsnNode> makers) {}

    /** The exceptions that the blocks are being left by which end with some of {@code closes}, by these. */
    public Map<MethodInsnNode, LeavingException> endingWith(List<MethodInsnNode> closes) {
        var ends = new ArrayList<End>();
        for (var close : closes) {
            var exception = leaving.at(close);
            if (exception != null) {
                ends.add(new End(close, exception, caught.makersOnTop(close)));
            }
        }
        var left = new LinkedHashMap<MethodInsnNode, LeavingException>();
        for (var end : ends) {
            if (!isOpenedBehind(end) || !isClosedForAnother(end, ends)) {
                left.put(end.close, end.exception);
            }
        }
        return left;
    }

    /** Whether the resource was made when the exception had been caught. */
    private boolean isOpenedBehind(End end) {
        return !end.makers.isEmpty()
                && end.exception.handlers().stream()
                        .map(leaving::behind)
                        .filter(behind -> behind.get(indexOf(end.close)))
                        .allMatch(behind -> end.makers.stream().allMatch(maker -> behind.get(indexOf(maker))));
    }

    private static boolean isClosedForAnother(End end, List<End> ends) {
        return ends.stream()
                .anyMatch(other -> Collections.disjoint(other.exception.handlers(), end.exception.handlers())
                        && other.makers.equals(end.makers));
    }

    private int indexOf(AbstractInsnNode instruction) {
        return method.instructions.indexOf(instruction);
    }
}
