package io.heddle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation on its way down the tree of what waits for what, depth first: a task, then what it waits for, each with
 * all that is below it. It is a loop and no recursion, for such trees may be deep.
 *
 * <pre>
 *   left, the next one last       a  waits for a gather of  b and c,  b waits for  d
 *
 *   a                             comes to a
 *   (a) c b                       comes to b; (a) stands for the way back
 *   (a) c (b) d                   comes to d, which sleeps, then back to b, to c, and back to a
 * </pre>
 */
final class CancelWalk {
    private final ArrayList<Step> left = new ArrayList<>(4);

    /**
     * One step of the way.
     *
     * @param request what comes to the task; null on the way back
     * @param unlessAsked whether it is not for a task that somebody has asked to stop by then
     */
    private record Step(CancellableTask<?> task, @Nullable CancelRequest request, boolean unlessAsked) {}

    /** Takes {@code request} from {@code task} to wherever it leads. */
    void from(CancellableTask<?> task, CancelRequest request) {
        comeTo(task, request);
        goOn();
    }

    /** Goes wherever those lead that have been added, in their order. */
    void begin() {
        Collections.reverse(left);
        goOn();
    }

    private void goOn() {
        try {
            while (!left.isEmpty()) {
                var step = left.remove(left.size() - 1);
                if (step.request == null) {
                    step.task.hasPassed();
                } else if (!step.unlessAsked || step.task.requests() == 0) {
                    comeTo(step.task, step.request);
                }
            }
        } finally {
            left.stream().filter(step -> step.request == null).forEach(step -> step.task.hasPassed());
        }
    }

    private void comeTo(CancellableTask<?> task, CancelRequest request) {
        var size = left.size();
        left.add(new Step(task, null, false));
        if (task.receive(request, this)) {
            Collections.reverse(left.subList(size + 1, left.size()));
        } else {
            left.remove(size);
        }
    }

    /** As {@link Source#cancelBy}; a task of this loop is cancelled when the walk comes to it. */
    boolean cancel(Source<?> source, CancelRequest request) {
        if (source instanceof CancellableTask<?> task && task.loop.inLoop()) {
            return !task.isDone() && left.add(new Step(task, request, false));
        }
        return source.cancelBy(request);
    }

    /** Cancels those whom nobody has asked to stop when the walk comes to them; all are of this loop. */
    void cancelUnlessAsked(Collection<Task<?>> tasks, CancelRequest request) {
        tasks.forEach(task -> left.add(new Step(task, request, true)));
    }
}
