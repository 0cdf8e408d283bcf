package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest extends KernelTest {
    @Test
    void theClockJumpsToTheNextDeadlineAndNowhereElse() {
        runner.run(body(() -> {
            spawn(slow(1, "a"));
            return await(Coroutines.sleep(Duration.ofMillis(2500)), v -> {
                assertThat(runner.loop().nanoTime()).isEqualTo(2_500_000_000L);
                return await(yieldNow(), w -> {
                    assertThat(runner.loop().nanoTime()).isEqualTo(2_500_000_000L);
                    return value(null);
                });
            });
        }));
    }

    @Test
    void whereEveryTaskWaitsForAnotherTheTreeSaysWhoWaitsForWhat() {
        var tasks = new Task<?>[2];
        assertThatThrownBy(() -> runner.run(body("main", () -> {
                    tasks[0] = spawn(body("ping", () -> await(tasks[1])));
                    tasks[1] = spawn(body("pong", () -> await(tasks[0])));
                    return await(gather(tasks[0], tasks[1]), v -> value(v));
                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("""
                        no task can go on: each one waits, and nothing is left that could wake one
                        2 tasks wait for each other:
                          Task-2, at Body.ping(Body.java:1), waits for Task-3
                          Task-3, at Body.pong(Body.java:1), waits for Task-2
                        event loop main, 3 tasks
                          Task-1 waits for gather, for 0s, 0s old
                              at Body.main(Body.java:1)
                            Task-2 waits for Task-3, for 0s, 0s old
                                at Body.ping(Body.java:1)
                              Task-3 waits for Task-2, for 0s, 0s old
                                  at Body.pong(Body.java:1)
                                Task-2 waits for Task-3 (see above)
                            Task-3 waits for Task-2 (see above)
                        """);
    }

    @Test
    void waitingForAPromiseOrACallbackIsNoHang() throws Exception {
        var promise = new Promise<String>();
        var begun = new CompletableFuture<String>();
        var completer = begun.thenRunAsync(() -> promise.complete("from outside"));

        assertThat(runner.run(body(() -> {
                    begun.complete("begun");
                    return await(spawn(body(() -> await(promise))));
                })))
                .isEqualTo("from outside");
        completer.get();
    }

    @Test
    void waitingForAStageIsNoHang() {
        assertThat(runner.run(Coroutines.fromStage(CompletableFuture.supplyAsync(() -> "from outside"))))
                .isEqualTo("from outside");
    }

    @Test
    void aSleepWithoutEndWakesNobody() {
        assertThatThrownBy(() ->
                        runner.run(body("main", () -> await(Coroutines.sleep(Duration.ofSeconds(Long.MAX_VALUE))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("""
                        no task can go on: each one waits, and nothing is left that could wake one
                        event loop main, 1 task
                          Task-1 waits for sleep, for 0s, 0s old
                              at Body.main(Body.java:1)
                        """);
        assertThat(now()).isZero();
    }

    @Test
    void scheduledCallbacksRunAtTheirTimeUnlessCancelled() {
        runner.run(body(() -> {
            var loop = EventLoop.current();
            loop.schedule(ofSeconds(2), () -> log.add("two at " + now()));
            var cancelled = loop.schedule(ofSeconds(1), () -> log.add("never"));
            var early = loop.schedule(ofSeconds(1), () -> log.add("one at " + now()));
            loop.schedule(ofSeconds(-1), () -> log.add("past at " + now()));
            assertThat(cancelled.cancel()).isTrue();
            assertThat(cancelled.cancel()).isFalse();
            log.add("scheduled");
            return await(sleep(3), v -> {
                assertThat(early.cancel()).isFalse();
                return value(null);
            });
        }));

        assertThat(log).containsExactly("scheduled", "past at 0", "one at 1", "two at 2");
    }

    @Test
    void anotherThreadMayScheduleAndCancel() throws Exception {
        var loop = runner.loop();
        CompletableFuture.runAsync(() -> {
                    loop.schedule(ofSeconds(1), () -> log.add("scheduled"));
                    loop.schedule(ofSeconds(1), () -> log.add("never")).cancel();
                    loop.execute(() -> log.add("executed"));
                })
                .get();
        runner.run(sleep(2));

        assertThat(log).containsExactly("executed", "scheduled");
        assertThat(((LoopCore) loop).timers.isEmpty()).isTrue();
    }

    @Test
    void aTimerThatIsCancelledOnItsWayToTheLoopIsNone() throws InterruptedException {
        var handle = new ArrayList<TimerHandle>();
        runner.run(body(() -> {
            var thread = new Thread(() -> handle.add(runner.loop().schedule(ofHours(5), () -> log.add("unreached"))));
            thread.start();
            thread.join();
            handle.get(0).cancel();
            return await(sleep(1), v -> value(null));
        }));

        assertThat(runner.loop().nanoTime()).isEqualTo(ofSeconds(1).toNanos());
        assertThat(((LoopCore) runner.loop()).timers.isEmpty()).isTrue();
    }
}
