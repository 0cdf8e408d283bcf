package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.LeavingException;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.tree.LabelNode;

/**
 * Where the exception lies, at a close, by which the method is being left.
 *
 * @param handlers of which one has caught it
 * @param locals those that take any Throwable in its place
 * @param isElsewhere whether there are copies that don't: in locals of a narrower type, or on the operand stack
 */
record FailureCopies(Set<LabelNode> handlers, List<Integer> locals, boolean isElsewhere) {
    static final String THROWABLE = "java/lang/Throwable";

    /** Sorts the copies of {@code exception} by the types that hold before the instruction at {@code index}. */
    static FailureCopies of(LeavingException exception, TypeFrames types, int index) {
        var locals = new ArrayList<Integer>();
        var isElsewhere = exception.isOnStack();
        for (var slot : exception.locals()) {
            var type = types.local(index, slot);
            if (type.equals(VerificationType.object(THROWABLE))) {
                locals.add(slot);
            } else {
                isElsewhere |= type.isReference();
            }
        }
        return new FailureCopies(exception.handlers(), locals, isElsewhere);
    }

    /** The handler that has caught it; empty where there are several. */
    Optional<LabelNode> onlyHandler() {
        return handlers.size() == 1 ? Optional.of(handlers.iterator().next()) : Optional.empty();
    }

    /**
     * Whether all that is thrown in the end can be replaced. A variable that shadows the exception is set by the handler
     * that has caught it, so there must be one; no compiler makes several share a local of a narrower type.
     */
    boolean canBeReplaced() {
        return !needVariable() || onlyHandler().isPresent();
    }

    /** Whether what is thrown in the end can't be found in one of {@link #locals} for sure. */
    boolean needVariable() {
        return isElsewhere || locals.isEmpty();
    }
}
