package io.heddle;

import io.heddle.rt.Suspension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a suspended task waits for. The leaf notes it in the context while the stack unwinds, the task registers with it
 * when that is over, and reads the outcome from it when it goes on.
 *
 * <p><b>A wait wakes its waiter exactly once</b> ({@link Task#wake}), on the waiter's loop, and until then the waiter
 * stays with it, whatever happens. So no wake-up can ever reach a task that has gone on to wait for something else, and
 * none has to be told from another by a number. A wait that is given up early ({@link #cancel} returning false) wakes
 * its waiter for that reason, and keeps quiet later.
 */
abstract class Wait implements Suspension {
    /** Begins the wait. The wake-up may come at once. */
    abstract void register(Task<?> waiter);

    /**
     * The waiter is being cancelled while it waits. Other tasks and promises that are to be cancelled for it are added to
     * {@code walk}, which goes on to them: whoever called their {@code cancel} from here would do so in a recursion.
     *
     * @return true where the cancellation was passed on: the waiter stays until what it waits for has ended, and takes
     *     what comes of it; false where the waiter is to be woken for its {@link CancelledError}: its wake-up is on its
     *     way, if it is not there already
     */
    abstract boolean cancel(Task<?> waiter, CancelRequest request, CancelWalk walk);

    /** Whether the waiter must stay to the end even where its cancellation has come round in a cycle of awaits. */
    boolean mustEnd() {
        return false;
    }

    /** A cancellation has come round to a waiter that must stay to the end: somebody else goes on in its place. */
    void cameRound(Task<?> waiter) {}

    /** How it ended: the value, or an {@link Ending}. Asked once, after the wake-up. */
    abstract @Nullable Object outcome();

    /** It ended, but a cancellation reached the waiter before the outcome did: nobody will ask for it. */
    void lost() {}

    /** Forgets the waiter, who will not be woken from here any more. */
    abstract void detach(Task<?> waiter);

    /** For people who ask what a task waits for, to stand behind "waits for". */
    abstract String describe();

    /** The task or promise whose outcome is that of this wait, too; null where it has one of its own. */
    @Nullable
    Source<?> source() {
        return null;
    }

    /** The tasks and promises that this wait is about. */
    List<Source<?>> sources() {
        var source = source();
        return source == null ? List.of() : List.of(source);
    }

    /** Whether something outside of the waiter's loop may end it, so that waiting for it is no dead-lock. */
    boolean endsFromOutside() {
        return false;
    }

    /** Whether a failure that it ends with is handed over by a future or the like, so that its trace tells of no task. */
    boolean failsFromElsewhere() {
        return false;
    }
}
