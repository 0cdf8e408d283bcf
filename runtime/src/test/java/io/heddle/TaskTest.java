package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.tail;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.spawnEager;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class TaskTest extends KernelTest {
    @Test
    void manyMayAwaitOneTaskAndItIsReadAsOftenAsOneLikes() {
        var result = runner.run(body(() -> {
            var task = spawn(slow(1, "x"));
            return await(
                    gather(outcomeOf(task), outcomeOf(task), outcomeOf(task)),
                    all -> await(task, again -> {
                        assertThat(again).isEqualTo("x");
                        return value(all);
                    }));
        }));

        assertThat(result).containsExactly("x", "x", "x");
        assertThat(log).containsExactly("x at 1");
    }

    @Test
    void theThrownObjectIsTheOriginal() {
        var failure = new IOException("gone");
        runner.run(body(() -> {
            var task = spawn(failing(1, failure));
            return await(task, v -> value(null), e -> {
                assertThat(e).isSameAs(failure);
                assertThat(task.exceptionNow()).isSameAs(failure);
                return value(null);
            });
        }));
    }

    @Test
    void aStackOverflowIsTheFailureOfItsTask() {
        var outcome = runner.run(outcomeOf(body(() -> value(endless(0)))));

        assertThat(outcome).isEqualTo("StackOverflowError");
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @Test
    void tailCallsOfCoroutinesRunInConstantStack() {
        assertThat(runner.run(countDown(1_000_000))).isEqualTo("zero");
    }

    private static Coroutine<String> countDown(int n) {
        return body(() -> n == 0
                ? value("zero")
                : n % 1000 == 0 ? await(yieldNow(), v -> tail(countDown(n - 1))) : tail(countDown(n - 1)));
    }

    @Test
    void aBodyThatReturnsNullSaysWhatToWrite() {
        assertThatThrownBy(() -> runner.run(body(() -> tail(null))))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an @Async method returned null instead of a coroutine: write `return done();`"
                        + " or `return done(value);`");
    }

    @Test
    void aCoroutineRunsOnce() {
        var once = body("Hello.greet (Hello.java:12)", () -> value("x"));
        var message = "Hello.greet (Hello.java:12) was awaited or spawned already, and a coroutine runs once:"
                + " call the method again, or spawn(..) it and await the task as often as you like";
        runner.run(body(() -> await(once, v -> {
            assertThatThrownBy(() -> spawn(once))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(message);
            return await(once, w -> value(null), e -> {
                assertThat(e).isInstanceOf(IllegalStateException.class).hasMessage(message);
                return value(null);
            });
        })));
    }

    @Test
    void aSpawnedCoroutineIsTakenBeforeItBegins() {
        var once = body("Hello.greet (Hello.java:12)", () -> value("x"));
        runner.run(body(() -> {
            var task = spawn(once);
            return await(outcomeOf(once), outcome -> {
                assertThat(outcome)
                        .startsWith("IllegalStateException(Hello.greet (Hello.java:12) was awaited or spawned");
                return await(task, v -> value(log.add(v)));
            });
        }));

        assertThat(log).containsExactly("x");
    }

    @Test
    void aValueIsAwaitedAndSpawnedAsOftenAsOneLikes() {
        var cached = done("x");
        runner.run(body(() -> await(cached, a -> await(cached, b -> await(spawn(cached), c -> await(spawn(cached)))))));
    }

    @Test
    void aTaskCannotAwaitItself() {
        var task = new Task<?>[1];
        runner.run(body(() -> {
            task[0] = spawn(body(() -> await(task[0])));
            return await(outcomeOf(task[0]), outcome -> value(log.add(outcome)));
        }));

        assertThat(log).containsExactly("IllegalStateException(Task-2 awaits itself, and would wait for ever)");
    }

    @Test
    void tasksAreNumberedAndMayBeNamed() {
        runner.run(body(() -> {
            assertThat(Task.current().name()).isEqualTo("Task-1");
            assertThat(spawn(slow(1, "x")).name()).isEqualTo("Task-2");
            var named = spawn(slow(1, "y")).named("fetcher");
            assertThat(named.name()).isEqualTo("fetcher");
            assertThat(named).hasToString("fetcher (has not begun)");
            return value(null);
        }));
    }

    @Test
    void aNameAndRequestsToStopAreKeptBesideEachOther() {
        runner.run(body(() -> {
            var task = Task.current();
            task.cancel("enough");
            task.named("main").cancel();
            assertThat(task.name()).isEqualTo("main");
            assertThat(task.cancelling()).isEqualTo(2);
            assertThat(task.named("still main").cancelling()).isEqualTo(2);
            assertThat(task.uncancel()).isEqualTo(1);
            assertThat(task.uncancel()).isZero();
            assertThat(task.name()).isEqualTo("still main");
            return value(null);
        }));
    }

    @Test
    void currentIsTheTaskWhoseBodyRunsAndNoneInCallbacks() {
        assertThatThrownBy(Task::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Task.current() outside of any task: no event loop runs on this thread");
        runner.run(body(() -> {
            var main = Task.current();
            var seen = new Promise<String>();
            EventLoop.current().execute(() -> {
                try {
                    Task.current();
                } catch (IllegalStateException e) {
                    seen.complete(shortly(e));
                }
            });
            return await(spawn(body(() -> value(Task.current()))), other -> {
                assertThat(other).isNotSameAs(main);
                assertThat(Task.current()).isSameAs(main);
                return await(seen, message -> value(log.add(message)));
            });
        }));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(Task.current() outside of any task: this is a callback of the event loop)");
    }

    @Test
    void anEagerTaskRunsToItsFirstSuspensionInsideItsSpawner() {
        runner.run(body(() -> {
            var main = Task.current();
            var task = spawnEager(body(() -> {
                log.add("begun");
                return await(sleep(1), v -> value(log.add("slept")));
            }));
            log.add("spawned");
            assertThat(Task.current()).isSameAs(main);
            assertThat(spawnEager(body(() -> value("x"))).isDone()).isTrue();
            return await(task);
        }));

        assertThat(log).containsExactly("begun", "spawned", "slept");
    }

    @Test
    void callbacksAndAwaitersAreToldInTheOrderInWhichTheyCame() {
        runner.run(body(() -> {
            var task = spawn(slow(1, "x"));
            task.onDone(t -> log.add("first " + t.resultNow()));
            var awaiter = spawn(body(() -> await(task, v -> value(log.add("awaiter")))));
            return await(yieldNow(), v -> {
                task.onDone(t -> log.add("last"));
                return await(
                        awaiter,
                        w -> await(yieldNow(), u -> {
                            task.onDone(t -> log.add("late"));
                            log.add("not at once");
                            return await(yieldNow());
                        }));
            });
        }));

        assertThat(log).containsExactly("x at 1", "first x", "awaiter", "last", "not at once", "late");
    }

    @Test
    void allTasksThatAreNotDoneAreKnownOldestFirst() {
        runner.run(body(() -> {
            var a = spawn(slow(1, "a"));
            var b = spawn(slow(2, "b"));
            assertThat(Task.all()).containsExactly(Task.current(), a, b);
            return await(a, v -> {
                assertThat(Task.all()).containsExactly(Task.current(), b);
                return value(null);
            });
        }));
    }

    @Test
    void theDumpShowsWhatEachTaskWaitsFor() {
        runner.run(body("main", () -> {
            spawn(body("price", () -> await(new Promise<>()))).named("price");
            return await(
                    sleep(1),
                    v -> await(
                            gather(
                                    slow(1, "a"),
                                    body(
                                            "Shop.b",
                                            () -> await(
                                                    sleep(1),
                                                    w -> value(log.add(TaskDump.of(runner.loop())
                                                            .tree()))))),
                            all -> value(all)));
        }));

        assertThat(log.get(1)).isEqualTo("""
                        event loop main, 3 tasks
                          Task-1 waits for gather, for 1s, 2s old
                              at Body.main(Body.java:1)
                            Task-4 is running, 1s old, spawned at Body.main(Body.java:1)
                          price waits for a promise, for 2s, 2s old
                              at Body.price(Body.java:1)
                        """);
    }

    @Test
    void theAwaitTraceIsTheStackOfAwaitsInnermostFirst() {
        runner.run(body(() -> {
            var task = spawn(body("outer", () -> await(body("inner", () -> await(sleep(1))))));
            assertThat(task.awaitTrace()).isEmpty();
            return await(yieldNow(), v -> {
                assertThat(task.awaitTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .containsExactly("inner", "outer");
                return value(null);
            });
        }));
    }

    @Test
    void theResultIsReadOnlyWhereThereIsOne() {
        runner.run(body(() -> {
            var pending = spawn(slow(1, "x"));
            var failed = spawn(failing(0, new IOException("gone")));
            var cancelled = spawn(slow(1, "y"));
            cancelled.cancel();
            return await(
                    outcomeOf(failed),
                    v -> await(outcomeOf(cancelled), w -> {
                        assertThatThrownBy(pending::resultNow)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("Task-2 is not done");
                        assertThatThrownBy(pending::exceptionNow)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("Task-2 is not done");
                        assertThatThrownBy(failed::resultNow)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("Task-3 failed: java.io.IOException: gone");
                        assertThatThrownBy(cancelled::resultNow)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("Task-4 was cancelled");
                        assertThatThrownBy(cancelled::exceptionNow)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("Task-4 was cancelled");
                        return await(pending, x -> {
                            assertThatThrownBy(pending::exceptionNow)
                                    .isInstanceOf(IllegalStateException.class)
                                    .hasMessage("Task-2 completed with a value");
                            return value(null);
                        });
                    }));
        }));
    }

    @Test
    void aCompletedTaskNeedsNoLoop() throws Exception {
        var task = Task.completed("x");

        assertThat(task.isDone()).isTrue();
        assertThat(task.get()).isEqualTo("x");
        assertThat(task.toCompletableFuture()).isCompletedWithValue("x");
        assertThat(task.cancel()).isFalse();
        task.onDone(t -> log.add("told " + t.resultNow()));
        assertThat(log).containsExactly("told x");
        assertThat(runner.run(body(() -> await(task)))).isEqualTo("x");
    }

    @Test
    void aFutureCompletesAsTheTaskDoesAndCancelsIt() {
        runner.run(body(() -> {
            var value = spawn(slow(1, "x")).toCompletableFuture();
            var failure = spawn(failing(1, new IOException("gone"))).toCompletableFuture();
            var task = spawn(cleaningUp(100, 1));
            var cancelled = task.toCompletableFuture();
            return await(sleep(2), v -> {
                assertThat(value).isCompletedWithValue("x");
                assertThat(failure).isCompletedExceptionally();
                assertThat(cancelled.cancel(true)).isTrue();
                assertThat(cancelled).isNotDone();
                return await(sleep(2), w -> {
                    assertThat(task.isCancelled()).isTrue();
                    assertThat(cancelled).isCancelled();
                    return value(null);
                });
            });
        }));
        assertThat(reports).isEmpty();
    }

    @Test
    void getInTheLoopOfAPendingTaskIsRefusedAndOfADoneOneIsNot() {
        runner.run(body(() -> {
            var task = spawn(slow(1, "x"));
            assertThatThrownBy(task::get)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("get() of Task-2 would block the thread that drives its loop, for ever:"
                            + " write await(task) instead");
            return await(task, v -> {
                assertThat(task.get()).isEqualTo("x");
                return value(null);
            });
        }));
    }

    @Test
    void getFromAnotherThreadBlocksUntilTheTaskIsDone() throws Exception {
        var started = new CompletableFuture<Task<String>>();
        var proceed = new Promise<String>();
        var got = started.thenApplyAsync(task -> {
            try {
                assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                proceed.complete("x");
                return task.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        });
        Coroutines.run(body(() -> {
            var task = spawn(body(() -> await(proceed)));
            started.complete(task);
            return await(task);
        }));

        assertThat(got.get()).isEqualTo("x");
    }

    @Test
    void getWrapsAFailureAsFuturesDo() {
        var task = runner.run(body(() -> {
            var failed = spawn(failing(1, new IOException("gone")));
            return await(outcomeOf(failed), v -> value(failed));
        }));

        assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void aThreadFromOutsideMaySpawnAndCancel() throws Exception {
        var loop = new CompletableFuture<EventLoop>();
        var stop = new Promise<String>();
        var outside = CompletableFuture.supplyAsync(() -> {
            try {
                var value = loop.get().spawn(body(() -> value("from outside"))).get();
                var sleeper = loop.get().spawn(body(() -> await(new Promise<String>())));
                assertThat(sleeper.name()).isEqualTo("Task-x2");
                assertThat(sleeper.cancel()).isTrue();
                assertThatThrownBy(sleeper::get).isInstanceOf(java.util.concurrent.CancellationException.class);
                return value;
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            } finally {
                stop.complete("stop");
            }
        });
        Coroutines.run(body(() -> {
            loop.complete(EventLoop.current());
            return await(stop);
        }));

        assertThat(outside.get()).isEqualTo("from outside");
    }

    @Test
    void aTaskOfAnotherLoopMayBeAwaitedAndCancelled() throws Exception {
        var other = new CompletableFuture<EventLoop>();
        var stop = new Promise<String>();
        var thread = CompletableFuture.runAsync(() -> Coroutines.run(body(() -> {
            other.complete(EventLoop.current());
            return await(stop);
        })));
        Coroutines.run(body(() -> {
            var answer = other.get().spawn(body(() -> value("answer")));
            var endless = other.get().spawn(body(() -> await(new Promise<String>())));
            return await(answer, v -> {
                log.add(v);
                var waiting = spawn(outcomeOf(endless));
                return await(yieldNow(), w -> {
                    waiting.cancel();
                    return await(waiting, outcome -> {
                        log.add(outcome);
                        assertThat(endless.isCancelled()).isTrue();
                        stop.complete("stop");
                        return value(null);
                    });
                });
            });
        }));
        thread.get();

        assertThat(log).containsExactly("answer", "CancelledError");
    }

    @Test
    void aCancellationThatComesTooLateForATaskOfAnotherLoopIsNotLost() throws Exception {
        var other = new CompletableFuture<EventLoop>();
        var stop = new Promise<String>();
        var thread = CompletableFuture.runAsync(() -> Coroutines.run(body(() -> {
            other.complete(EventLoop.current());
            return await(stop);
        })));
        var loop = other.get();
        var release = new CountDownLatch(1);
        Coroutines.run(body(() -> {
            var ends = new Promise<String>();
            var blocked = new Promise<String>();
            var child = loop.spawn(body(() -> await(ends)));
            var waiting = spawn(outcomeOf(child));
            return await(yieldNow(), v -> {
                loop.execute(() -> {
                    loop.execute(() -> {
                        blocked.complete("the other loop stands, and will end the child next");
                        waitFor(release);
                    });
                    ends.complete("value");
                });
                return await(blocked, w -> {
                    waiting.cancel();
                    release.countDown();
                    return await(waiting, outcome -> {
                        stop.complete("stop");
                        return value(log.add(outcome + ", child: " + child.resultNow()));
                    });
                });
            });
        }));
        thread.get();

        assertThat(log).containsExactly("CancelledError, child: value");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void spawningOutsideOfALoopNamesTheRemedy() {
        assertThatThrownBy(() -> spawn(slow(1, "x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "spawn(..) needs a running event loop, and none runs here: call it from code inside run(..),"
                                + " or hand the work to a loop: loop.spawn(() -> home(id)).toCompletableFuture()");
    }

    @Test
    void anUnwovenAwaitNamesItsClassAndTheRemedy() {
        assertThatThrownBy(() -> Coroutines.await(done("x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "await\\(\\.\\.\\) was called at .*TaskTest\\..*\\(TaskTest\\.java:\\d+\\), but"
                                + " io\\.heddle\\.TaskTest has not been woven, and only woven code can wait\\. Add"
                                + " heddle-maven-plugin to the build, with one <execution> that has the goals `instrument` and"
                                + ", for test classes, `instrument-tests`, or start the JVM with -javaagent:heddle-instrumenter\\.jar");
    }

    @Test
    void listsOfAwaitedValuesMayHoldNull() {
        List<Object> values = runner.run(gather(done(), done("x")));

        assertThat(values).containsExactly(null, "x");
    }

    @Test
    void mayThrowThrowsNothingAndLetsACatchCompile() {
        try {
            Coroutines.mayThrow(IOException.class);
            log.add("nothing");
        } catch (IOException e) {
            log.add("never");
        }

        assertThat(log).containsExactly("nothing");
    }

    @Test
    void aTaskThatNobodyHoldsIsKeptByItsLoop() {
        runner.run(body(() -> {
            spawn(body(() -> await(new Promise<String>(), v -> value(v), e -> {
                log.add(shortly(e));
                throw e;
            })));
            return await(yieldNow());
        }));
        System.gc();
        runner.close();

        assertThat(log).containsExactly("CancelledError");
    }

    @Test
    void whoeverWaitsForATimeOnlyLeavesNothingBehind() throws Exception {
        var never = new Promise<String>();
        try (var group = EventLoopGroup.open(1)) {
            var task = group.spawn(body(() -> await(never)));
            for (var i = 0; i < 3; i++) {
                assertThatThrownBy(() -> task.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            }
            assertThat(group.spawn(body(() -> value(task.hasWaiters()))).get()).isFalse();
            never.complete("x");
            assertThat(task.get()).isEqualTo("x");
        }
    }

    @Test
    void anActionForATaskOfAClosedLoopRunsAtOnceAndThrowsNothingAtWhoeverAsks() {
        var task = runner.run(body(() -> {
            var other = spawn(slow(1, "x"));
            return await(other, v -> value(other));
        }));
        runner.close();
        try (var logged = new LogCapture()) {
            task.onDone(t -> {
                throw new IllegalStateException("broken");
            });
            task.onDone(t -> log.add("told " + t.resultNow()));

            assertThat(logged.records)
                    .singleElement()
                    .satisfies(record -> assertThat(record.getThrown()).hasMessage("broken"));
        }
        assertThat(log).containsExactly("x at 1", "told x");
    }
}
