package io.heddle.testing;

import io.heddle.AsyncCallable;
import io.heddle.Runner;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** One run of a program on a loop of its own, under virtual time. */
record TrialRun(Runner.Builder options) {
    /** What the program failed with, or a task of it that nobody asked; null where all is well. */
    @Nullable
    Throwable run(AsyncCallable<?> program) {
        return run(program, () -> {});
    }

    /**
     * The same.
     *
     * @param afterMain called once the program has ended, before what is left of its tasks is cancelled
     */
    @Nullable
    Throwable run(AsyncCallable<?> program, Runnable afterMain) {
        var failures = new ArrayList<Throwable>();
        try (var runner = options.virtualTime(true)
                .exceptionHandler((task, failure) -> failures.add(failure))
                .build()) {
            try {
                runner.run(program);
            } finally {
                afterMain.run();
            }
        } catch (Throwable e) {
            failures.add(0, e);
        }
        return failures.isEmpty() ? null : failures.get(0);
    }
}
