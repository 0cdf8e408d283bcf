package io.heddle.instrumenter.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final ControlFlow flow;
    private final CaughtExceptions caught;
    private final LeavingExceptions leaving;

    /** Analyses a method, of which {@code caught} tells where the exceptions of its handlers are. */
    public LeftBlocks(MethodNode method, CaughtExceptions caught) {
        this.method = method;
        this.flow = ControlFlow.of(method);
        this.caught = caught;
        this.leaving = new LeavingExceptions(method, caught);
    }

    /** The exceptions that the blocks are being left by which end with some of {@code closes}, by these. */
    public Map<MethodInsnNode, LeavingException> endingWith(List<MethodInsnNode> closes) {
        var failures = new LinkedHashMap<MethodInsnNode, LeavingException>();
        for (var close : closes) {
            var exception = leaving.at(close);
            if (exception != null) {
                failures.put(close, exception);
            }
        }
        var inside = failures.entrySet().stream()
                .filter(failure -> isOpenedBehind(failure.getKey(), failure.getValue())
                        && isClosedForAnother(failure.getKey(), failure.getValue(), failures))
                .map(Map.Entry::getKey)
                .toList();
        failures.keySet().removeAll(inside);
        return failures;
    }

    /** Whether the resource was made when the exception had been caught. */
    private boolean isOpenedBehind(MethodInsnNode close, LeavingException exception) {
        var makers = caught.makersOnTop(close);
        return !makers.isEmpty()
                && exception.handlers().stream()
                        .map(handler -> flow.dominatedBy(indexOf(handler)))
                        .filter(behind -> behind.get(indexOf(close)))
                        .allMatch(behind -> makers.stream().allMatch(maker -> behind.get(indexOf(maker))));
    }

    private boolean isClosedForAnother(
            MethodInsnNode close, LeavingException exception, Map<MethodInsnNode, LeavingException> failures) {
        var makers = caught.makersOnTop(close);
        return failures.entrySet().stream()
                .anyMatch(other -> Collections.disjoint(other.getValue().handlers(), exception.handlers())
                        && caught.makersOnTop(other.getKey()).equals(makers));
    }

    private int indexOf(AbstractInsnNode instruction) {
        return method.instructions.indexOf(instruction);
    }
}
