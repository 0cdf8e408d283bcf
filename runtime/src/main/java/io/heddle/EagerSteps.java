package io.heddle;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The eager tasks in whose first steps the running code is, each begun by the one before: a call that spawns an eager task
 * runs it on its own stack.
 *
 * <pre>
 *   a step calls f()     begin(f)          the step of f calls g()     begin(g)
 *                        leave(0)                                      leave(1)
 * </pre>
 *
 * Where the stack overflows in the kernel's own code, it is thrown out of the steps of eager tasks, which can't be given up
 * where no stack is left. It is done further out, where there is more: whoever leaves gives up those that it finds above.
 */
final class EagerSteps {
    private final ArrayList<Task<?>> begun = new ArrayList<>(0);

    /** How many there are. */
    int depth() {
        return begun.size();
    }

    /** The first step of {@code task} begins. */
    void begin(Task<?> task) {
        begun.add(task);
    }

    /** The task at {@code depth} goes on later, or has ended. */
    void leave(int depth) {
        giveUp(depth + 1, null);
        if (begun.size() > depth) {
            begun.remove(depth);
        }
    }

    /**
     * Gives up the tasks whose steps were left by an exception.
     *
     * @param depth the first of them
     * @param reason what they were thrown out by; null where that is not known any more
     */
    void giveUp(int depth, @Nullable Throwable reason) {
        for (var last = begun.size() - 1; last >= depth; last--) {
            begun.get(last)
                    .giveUpStep(reason == null ? new StackOverflowError("in the midst of a task's step") : reason);
            begun.remove(last);
        }
    }
}
