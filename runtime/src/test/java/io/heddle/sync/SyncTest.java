package io.heddle.sync;

import io.heddle.Awaitable;
import io.heddle.Body;
import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the tests of this package share: a loop whose passes they run one by one, and short words for tasks. */
abstract class SyncTest {
    @RegisterExtension
    final LoopInHand loop = new LoopInHand();

    final List<Object> log = new ArrayList<>();

    void pass() {
        loop.pass();
    }

    void settle() {
        loop.settle();
    }

    static <T> Task<T> spawn(Coroutine<T> coroutine) {
        return Coroutines.spawn(coroutine);
    }

    /** Awaits, then logs {@code entry}. */
    Coroutine<Object> logging(Awaitable<?> awaitable, Object entry) {
        return Body.body(() -> Body.await(awaitable, v -> {
            log.add(entry);
            return Body.value(v);
        }));
    }

    /** Awaits, then logs {@code entry}, and what was thrown by the await. */
    Coroutine<Object> loggingFailure(Awaitable<?> awaitable, Object entry) {
        return Body.body(() -> Body.await(
                awaitable,
                v -> {
                    log.add(entry);
                    return Body.value(v);
                },
                e -> {
                    log.add(entry + ": " + e);
                    throw e;
                }));
    }

    /** Awaits one after the other, and gives what came of the last. */
    static <T> Coroutine<T> inTurn(Coroutine<?> first, Coroutine<T> last) {
        return Body.body(() -> Body.await(first, v -> Body.await(last)));
    }

    /** How a task is: {@code waits}, {@code done: value}, {@code cancelled}, {@code failed: exception}. */
    static String state(Task<?> task) {
        if (!task.isDone()) {
            return "waits";
        }
        if (task.isCancelled()) {
            return "cancelled";
        }
        try {
            return "done: " + task.resultNow();
        } catch (IllegalStateException e) {
            return "failed: " + task.exceptionNow();
        }
    }

    static List<String> states(Task<?>... tasks) {
        return Stream.of(tasks).map(SyncTest::state).toList();
    }

    /** Waits for what never comes. */
    static Coroutine<Void> parked() {
        return new AsyncEvent().awaitSet();
    }
}
