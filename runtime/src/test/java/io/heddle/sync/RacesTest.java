package io.heddle.sync;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.ensuring;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.Coroutine;
import io.heddle.Coroutines;
import io.heddle.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random calls and cancellations, several of them between two passes: what is given is had by exactly one in the end. */
class RacesTest extends SyncTest {
    private static final int GIFTS = 12;

    private final List<Task<?>> tasks = new ArrayList<>();
    private Supplier<? extends Coroutine<?>> waiting = Coroutines::done;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("heddle.seeds", 25));
    }

    private void start(int count, Supplier<? extends Coroutine<?>> call) {
        for (var i = 0; i < count; i++) {
            tasks.add(spawn(call.get()));
        }
    }

    /** Gives {@link #GIFTS} times, among cancellations and passes; there is always somebody left who waits. */
    private void giveAmongCancellations(long seed, Runnable give) {
        var random = new Random(seed);
        for (var left = GIFTS; left > 0; ) {
            switch (random.nextInt(4)) {
                case 0 -> pass();
                case 1, 2 -> tasks.get(random.nextInt(tasks.size())).cancel();
                default -> {
                    give.run();
                    left--;
                }
            }
            if (random.nextInt(3) == 0) {
                start(2, waiting);
            }
        }
        settle();
    }

    private long done() {
        return tasks.stream().filter(task -> state(task).startsWith("done")).count();
    }

    private void startWaiting(Supplier<? extends Coroutine<?>> call) {
        waiting = call;
        start(60, call);
        pass();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachPermitIsHadByOne(long seed) {
        var semaphore = new AsyncSemaphore(0);
        startWaiting(semaphore::acquire);
        giveAmongCancellations(seed, semaphore::release);

        assertThat(done()).isEqualTo(GIFTS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachElementIsHadByOne(long seed) {
        var queue = new AsyncQueue<Integer>();
        startWaiting(queue::get);
        giveAmongCancellations(seed, () -> queue.offer(1));

        assertThat(done()).isEqualTo(GIFTS);
        assertThat(queue.size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachPlaceIsHadByOne(long seed) {
        var queue = new AsyncQueue<Integer>(1);
        queue.offer(0);
        startWaiting(() -> queue.put(1));
        giveAmongCancellations(seed, () -> {
            while (queue.poll() == null) {
                pass();
            }
        });

        assertThat(done()).isEqualTo(GIFTS);
        assertThat(queue.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachSignalIsHadByOne(long seed) {
        var condition = new AsyncCondition();
        startWaiting(() ->
                body(() -> await(condition.acquire(), v -> ensuring(condition.awaitSignal(), condition::release))));
        giveAmongCancellations(seed, () -> {
            var acquired = spawn(condition.acquire());
            while (!acquired.isDone()) {
                pass();
            }
            condition.signal();
            condition.release();
        });

        assertThat(done()).isEqualTo(GIFTS);
        assertThat(condition.isLocked()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aBarrierFillsAgainWhoeverWasCancelled(long seed) {
        var barrier = new AsyncBarrier(3);
        waiting = barrier::arrive;
        start(5, barrier::arrive);
        giveAmongCancellations(seed, () -> start(1, barrier::arrive));

        var left = tasks.stream().filter(task -> !task.isDone()).count();
        assertThat(left).isLessThan(3);
        assertThat(barrier).hasToString("AsyncBarrier[" + left + " of 3 parties wait]");
    }
}
