package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.asCompleted;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rt.CoroutineFrame;
import io.heddle.rt.Ctx;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has ended is retained by nothing: not by the loop, its queues and timers, nor by those who still wait. */
class RetentionTest extends KernelTest {
    private static final int MANY = 2_000;

    private final List<WeakReference<Object>> payloads = new ArrayList<>();

    /** Something that only the body of a task holds. */
    private Object payload() {
        var payload = new Object();
        payloads.add(new WeakReference<>(payload));
        return payload;
    }

    /** Spawns many tasks that hold a payload each while they sleep. */
    private List<Task<?>> sleepers(Function<Object, Coroutine<?>> each) {
        var tasks = new ArrayList<Task<?>>();
        for (var i = 0; i < MANY; i++) {
            tasks.add(spawn(each.apply(payload())));
        }
        return tasks;
    }

    private static Coroutine<Object> holding(Object payload, int seconds) {
        return body(() -> await(sleep(seconds), v -> value(payload.hashCode())));
    }

    private void assertNothingIsRetained() {
        var loop = (LoopCore) runner.loop();
        assertThat(loop.timers.isEmpty()).isTrue();
        assertThat(payloads).hasSize(MANY);
        assertPayloadsAreGone();
    }

    private void assertPayloadsAreGone() {
        System.gc();
        assertThat(payloads).isNotEmpty().allMatch(payload -> payload.refersTo(null));
    }

    @Test
    void tasksThatSleptAreGone() {
        runner.run(body(() -> {
            sleepers(payload -> holding(payload, 5));
            return await(sleep(10), v -> {
                assertNothingIsRetained();
                return value(null);
            });
        }));
    }

    @Test
    void tasksThatWereCancelledInTheirSleepAreGoneLongBeforeTheirTime() {
        runner.run(body(() -> {
            var tasks = sleepers(payload -> holding(payload, 1_000_000));
            return await(sleep(1), v -> {
                tasks.forEach(Task::cancel);
                tasks.clear();
                return await(sleep(1), w -> {
                    assertNothingIsRetained();
                    return value(null);
                });
            });
        }));
    }

    @Test
    void tasksThatTimedOutAreGone() {
        runner.run(body(() -> {
            sleepers(payload -> outcomeOf(withTimeout(ofSeconds(1), holding(payload, 1_000_000))));
            return await(sleep(10), v -> {
                assertNothingIsRetained();
                return value(null);
            });
        }));
    }

    @Test
    void tasksThatEndedInTimeLeaveNoDeadline() {
        runner.run(body(() -> {
            sleepers(payload -> outcomeOf(withTimeout(ofSeconds(1_000_000), holding(payload, 1))));
            return await(sleep(10), v -> {
                assertNothingIsRetained();
                return value(null);
            });
        }));
    }

    @Test
    void aGroupThatStaysOpenForgetsItsChildren() {
        runner.run(inGroup(group -> body(() -> {
            for (var i = 0; i < MANY; i++) {
                group.spawn(holding(payload(), 1));
            }
            return await(sleep(10), v -> {
                assertNothingIsRetained();
                return value(null);
            });
        })));
    }

    @Test
    void aTaskThatStaysForgetsThoseWhoWaitedForItAndLeft() {
        runner.run(body(() -> {
            var stays = spawn(sleep(1_000));
            sleepers(payload -> body(() -> await(
                    forEach(asCompleted(List.of(stays, done(payload))), first -> done(false)), v -> value(null))));
            return await(sleep(1), v -> {
                assertThat(stays.hasWaiters()).isFalse();
                stays.cancel();
                return await(sleep(1), w -> {
                    assertNothingIsRetained();
                    return value(null);
                });
            });
        }));
    }

    @Test
    void generatorsThatWereLeftAreGone() {
        runner.run(body(() -> {
            sleepers(payload -> forEach(
                    AsyncIterable.<Object>generate(out -> body(() -> await(out.emit(payload)))), x -> done(false)));
            return await(sleep(1), v -> {
                assertNothingIsRetained();
                return value(null);
            });
        }));
    }

    @Test
    void generatorsThatNobodyClosesAreGone() {
        runner.run(body(() -> {
            sleepers(payload -> body(() -> await(
                    AsyncIterable.<Object>generate(out -> body(() -> await(out.emit(payload))))
                            .iterator()
                            .hasNextAsync(),
                    more -> value(null))));
            return await(sleep(1));
        }));
        var generators = ((LoopCore) runner.loop()).generators;
        for (var attempts = 0; attempts < 100 && !generators.isEmpty(); attempts++) {
            System.gc();
            runner.run(sleep(1));
        }

        assertThat(generators.isEmpty()).isTrue();
        assertNothingIsRetained();
    }

    @Test
    void aCallThatHasEndedIsGoneWhileItsCallerRuns() {
        runner.run(body(() -> await(new Callee(payload()), v -> {
            assertPayloadsAreGone();
            return value(null);
        })));
    }

    @Test
    void aCallThatHasEndedInATailCallIsGoneWhileThatRuns() {
        runner.run(body(() -> await(
                new Callee(payload(), body(() -> {
                    assertPayloadsAreGone();
                    return value(null);
                })),
                v -> value(null))));
    }

    /** Sleeps with a frame that holds something, and ends, or goes on with a tail call. */
    private static final class Callee extends Coroutine<Object> {
        private final @Nullable Coroutine<Object> tail;
        private @Nullable Object payload;

        Callee(Object payload) {
            this(payload, null);
        }

        Callee(Object payload, @Nullable Coroutine<Object> tail) {
            this.payload = payload;
            this.tail = tail;
        }

        @Override
        public @Nullable Object $await(Ctx t) {
            $begin();
            sleep(1).$await(t);
            t.capture(new Frame(payload, tail));
            payload = null;
            return null;
        }

        @Override
        protected String $describe() {
            return "callee";
        }

        private static final class Frame extends CoroutineFrame {
            @SuppressWarnings("unused") // it is held, that is all
            private final @Nullable Object payload;

            private final @Nullable Coroutine<Object> tail;

            Frame(@Nullable Object payload, @Nullable Coroutine<Object> tail) {
                this.payload = payload;
                this.tail = tail;
            }

            @Override
            public @Nullable Object resume(@Nullable Object value, @Nullable Throwable failure, Ctx t) {
                return tail == null ? null : t.complete(tail);
            }
        }
    }
}
