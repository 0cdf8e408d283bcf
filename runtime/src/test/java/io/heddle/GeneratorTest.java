package io.heddle;

import static io.heddle.AsyncIterable.generate;
import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.tail;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.spawnEager;
import static io.heddle.Coroutines.withTimeout;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The cases of CPython's test_asyncgen.py, in our terms, and those that are only ours. */
class GeneratorTest extends KernelTest {
    private final IOException failure = new IOException("broken");

    /** {@code for (i = from; i < to; i++) await(out.emit(i));}. */
    private static Body.Next<Void> emit(Emitter<Integer> out, int from, int to) {
        return from == to ? value(null) : await(out.emit(from), v -> emit(out, from + 1, to));
    }

    private static AsyncIterable<Integer> count(int to) {
        return generate(out -> body(() -> emit(out, 0, to)));
    }

    /** Waits a second before each. */
    private static AsyncIterable<Integer> slowCount(int to) {
        return generate(out -> body(() -> emitSlowly(out, 0, to)));
    }

    private static Body.Next<Void> emitSlowly(Emitter<Integer> out, int from, int to) {
        return from == to
                ? value(null)
                : await(sleep(1), slept -> await(out.emit(from), v -> emitSlowly(out, from + 1, to)));
    }

    /** {@code try { emit 1, 2 } finally { sleep(2); log }}. */
    private AsyncIterable<Integer> withCleanUp() {
        return generate(out -> body(() -> await(
                body(() -> emit(out, 1, 3)),
                v -> await(cleanUp(), done -> value(null)),
                e -> await(cleanUp(), done -> {
                    throw e;
                }))));
    }

    private Coroutine<Void> cleanUp() {
        return body(() -> await(sleep(2), v -> note("clean at " + now())));
    }

    private Body.Next<Void> note(String text) {
        log.add(text);
        return value(null);
    }

    private Coroutine<Boolean> logged(Object element) {
        return done(log.add(String.valueOf(element)));
    }

    /** Asks for the first element and logs it; then goes on with {@code rest}. */
    private <T> Body.Next<T> first(AsyncIterator<?> iterator, Body.Start<T> rest) {
        return await(iterator.hasNextAsync(), more -> {
            log.add(more ? String.valueOf(iterator.next()) : "none");
            return rest.run();
        });
    }

    // Iterating

    @Test
    void elementsComeInTheOrderOfTheEmits() {
        assertThat(runner.run(count(4).toList())).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aBodyThatEmitsNothingGivesNothing() {
        assertThat(runner.run(count(0).toList())).isEmpty();
    }

    @Test
    void nullIsAnElement() {
        AsyncIterable<Object> nulls = generate(out -> body(() -> await(out.emit(Cast.to(null)))));

        assertThat(runner.run(nulls.toList())).containsExactly((Object) null);
    }

    @Test
    void aBodyMayWaitBetweenItsElements() {
        assertThat(runner.run(slowCount(3).toList())).containsExactly(0, 1, 2);
        assertThat(now()).isEqualTo(3);
    }

    @Test
    void bodyAndConsumerTakeTurns() {
        runner.run(forEach(
                generate(out -> body(() -> {
                    log.add("begun");
                    return await(out.emit("a"), v -> {
                        log.add("gone on");
                        return await(out.emit("b"), w -> note("ended"));
                    });
                })),
                this::logged));

        assertThat(log).containsExactly("begun", "a", "gone on", "b", "ended");
    }

    @Test
    void nothingRunsBeforeTheFirstElementIsAskedFor() {
        runner.run(body(() -> {
            var iterator = generate(out -> {
                        log.add("called");
                        return done();
                    })
                    .iterator();
            iterator.hasNextAsync();
            return await(yieldNow(), v -> value(log.add("asked for nothing")));
        }));

        assertThat(log).containsExactly("asked for nothing");
    }

    @Test
    void eachIteratorIsARunOfItsOwn() {
        var numbers = count(2);

        assertThat(runner.run(numbers.toList())).containsExactly(0, 1);
        assertThat(runner.run(numbers.toList())).containsExactly(0, 1);
    }

    @Test
    void elementsThatAreMadeWithoutWaitingLetNobodyElseRun() {
        runner.run(body(() -> {
            EventLoop.current().execute(() -> log.add("another"));
            return await(count(1000).toList(), all -> value(log.add("all " + all.size())));
        }));

        assertThat(log).startsWith("all 1000");
    }

    @Test
    void theBodyRunsInTheTaskOfTheConsumer() {
        var variable = ContextVar.of("variable", "none");
        runner.run(body(() -> {
            variable.set("consumer's");
            var me = Task.current();
            return await(
                    generate(out -> body(() -> await(out.emit(variable.get() + (Task.current() == me)))))
                            .toList(),
                    all -> value(log.addAll(all.stream().map(String::valueOf).toList())));
        }));

        assertThat(log).containsExactly("consumer'strue");
    }

    @Test
    void oneRunMayBeContinuedByAnotherTask() {
        runner.run(body(() -> {
            var iterator = slowCount(2).iterator();
            return await(
                    spawn(body(() -> first(iterator, () -> value(null)))),
                    v -> await(spawn(body(() -> first(iterator, () -> value(null))))));
        }));

        assertThat(log).containsExactly("0", "1");
    }

    @Test
    void askingTwiceGivesTheSameAnswerAndLosesNothing() {
        runner.run(body(() -> {
            var iterator = count(1).iterator();
            return await(
                    iterator.hasNextAsync(),
                    one -> await(iterator.hasNextAsync(), two -> {
                        log.add(one + " " + two + " " + iterator.next());
                        return await(
                                iterator.hasNextAsync(),
                                three -> await(iterator.hasNextAsync(), four -> value(log.add(three + " " + four))));
                    }));
        }));

        assertThat(log).containsExactly("true true 0", "false false");
    }

    @Test
    void nextWithoutAnAnswerIsNoSuchElement() {
        runner.run(body(() -> {
            var iterator = count(2).iterator();
            assertThatThrownBy(iterator::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("next() where hasNext() has found no element");
            return first(iterator, () -> {
                assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
                return value(null);
            });
        }));
    }

    @Test
    void anEmitMayBeReturned() {
        assertThat(runner.run(generate(out -> out.emit("only")).toList())).containsExactly("only");
        assertThat(runner.run(
                        generate(out -> body(() -> tail(out.emit("tail")))).toList()))
                .containsExactly("tail");
    }

    @Test
    void aCalleeOfTheBodyMayEmit() {
        var numbers = AsyncIterable.<Integer>generate(out -> body(() ->
                await(body(() -> await(sleep(1), v -> emit(out, 0, 2))), v -> await(body(() -> emit(out, 2, 4))))));

        assertThat(runner.run(numbers.toList())).containsExactly(0, 1, 2, 3);
    }

    @Test
    void anEmitUnderADeadlineHandsOver() {
        var numbers = AsyncIterable.<Integer>generate(out ->
                withTimeout(ofSeconds(10), body(() -> await(sleep(1), v -> emit(out, 0, 2)))));

        assertThat(runner.run(numbers.toList())).containsExactly(0, 1);
    }

    @Test
    void twentyThousandElementsNeedNoStack() {
        var sum = new long[1];
        runner.run(forEach(count(20_000), i -> {
            sum[0] += i;
            return done(true);
        }));

        assertThat(sum[0]).isEqualTo(199_990_000L);
    }

    // Nesting

    /** Twice each element; slow ones wait on the way. */
    private static AsyncIterable<Integer> doubled(AsyncIterable<Integer> numbers, boolean slow) {
        return generate(out -> forEach(
                numbers,
                i -> body(() -> await(slow ? sleep(1) : done(), v -> await(out.emit(2 * i), emitted -> value(true))))));
    }

    @Test
    void generatorsMayStandOnGenerators() {
        assertThat(runner.run(doubled(doubled(count(3), false), false).toList()))
                .containsExactly(0, 4, 8);
    }

    @Test
    void anyStageOfAPipelineMayWait() {
        assertThat(runner.run(doubled(doubled(slowCount(3), true), false).toList()))
                .containsExactly(0, 4, 8);
        assertThat(runner.run(doubled(doubled(slowCount(3), false), true).toList()))
                .containsExactly(0, 4, 8);
        assertThat(now()).isEqualTo(12);
    }

    @Test
    void aPipelineOfAHundredStagesHandsOver() {
        var numbers = slowCount(2);
        for (var i = 0; i < 100; i++) {
            var inner = numbers;
            numbers = generate(out -> forEach(inner, x -> body(() -> await(out.emit(x + 1), v -> value(true)))));
        }

        assertThat(runner.run(numbers.toList())).containsExactly(100, 101);
    }

    @Test
    void aBodyInsideABodyMayEmitToTheOuterConsumer() {
        var numbers = AsyncIterable.<Integer>generate(out -> forEach(
                generate(inner -> body(() -> await(
                        out.emit(1),
                        v -> await(
                                inner.emit("x"),
                                w -> await(sleep(1), s -> await(out.emit(2), x -> await(inner.emit("y")))))))),
                element -> body(() -> await(out.emit(element.equals("x") ? 10 : 20), v -> value(true)))));

        assertThat(runner.run(numbers.toList())).containsExactly(1, 10, 2, 20);
    }

    // Failures

    @Test
    void aFailureOfTheBodyIsThrownByTheAwaitThatAskedAndThenItIsExhausted() {
        runner.run(body(() -> {
            var iterator = generate(out -> body(() -> await(out.emit("a"), v -> {
                        throw failure;
                    })))
                    .iterator();
            return first(
                    iterator,
                    () -> await(outcomeOf(iterator.hasNextAsync()), outcome -> {
                        log.add(outcome);
                        return first(iterator, () -> value(null));
                    }));
        }));

        assertThat(log).containsExactly("a", "IOException(broken)", "none");
    }

    @Test
    void aFailureAfterAWaitIsThrownThereToo() {
        var broken = generate(out -> failing(1, failure));

        assertThatThrownBy(() -> runner.run(broken.toList())).isSameAs(failure);
    }

    @Test
    void aFailureBeforeTheCoroutineIsThereIsOneOfTheBody() {
        var broken = generate(out -> {
            throw failure;
        });

        assertThatThrownBy(() -> runner.run(broken.toList())).isSameAs(failure);
    }

    @Test
    void aBodyThatGivesNullInsteadOfACoroutineIsRefused() {
        assertThatThrownBy(() -> runner.run(generate(out -> Cast.to(null)).toList()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("an @Async method returned null instead of a coroutine: write `return done();` or"
                        + " `return done(value);`");
    }

    @Test
    void aCancellationWhileTheBodyWaitsIsThrownThere() {
        runner.run(body(() -> {
            var task = spawn(generate(out -> cast(slow(100, "body"))).toList());
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("body CancelledError at 1", "CancellationException");
    }

    private static <T> Coroutine<T> cast(Coroutine<?> coroutine) {
        return body(() -> await(coroutine, v -> value(null)));
    }

    @Test
    void aBodyMaySwallowTheCancellationAndEmit() {
        runner.run(body(() -> {
            var task = spawn(generate(out -> body(() -> await(stubborn(100, "swallowed"), v -> await(out.emit(v)))))
                    .toList());
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task), outcome -> value(log.add(outcome)));
            });
        }));

        assertThat(log).containsExactly("[swallowed]");
    }

    // Closing

    @Test
    void leavingEarlyRunsTheFinallyBlocksBeforeTheLoopIsBehind() {
        runner.run(body(() -> await(
                forEach(withCleanUp(), i -> body(() -> value(!log.add("element " + i)))),
                v -> value(log.add("behind at " + now())))));

        assertThat(log).containsExactly("element 1", "clean at 2", "behind at 2");
    }

    @Test
    void leavingByAnExceptionClosesToo() {
        assertThatThrownBy(() -> runner.run(forEach(withCleanUp(), i -> failing(0, failure))))
                .isSameAs(failure);
        assertThat(log).containsExactly("clean at 2");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void leavingByACancellationClosesToo() {
        runner.run(body(() -> {
            var task = spawn(forEach(withCleanUp(), i -> body(() -> await(sleep(100), v -> value(true)))));
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task), outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log).containsExactly("clean at 3", "CancellationException at 3");
    }

    @Test
    void aFailureOfTheFinallyBlockIsThrownByTheClose() {
        runner.run(body(() -> {
            var iterator = generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> {
                        throw failure;
                    })))
                    .iterator();
            return first(iterator, () -> await(outcomeOf(iterator.closeAsync()), outcome -> value(log.add(outcome))));
        }));

        assertThat(log).containsExactly("a", "IOException(broken)");
    }

    @Test
    void aFailureOfTheFinallyBlockIsCarriedByWhatTheLoopIsLeftBy() {
        var ofLoop = new IllegalStateException("loop");
        var elements = generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> {
            throw failure;
        })));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> failing(0, ofLoop))))
                .isSameAs(ofLoop);
        assertThat(ofLoop.getSuppressed()).containsExactly(failure);
    }

    @Test
    void afterTheCloseThereIsNothing() {
        runner.run(body(() -> {
            var iterator = count(5).iterator();
            return first(
                    iterator,
                    () -> await(
                            iterator.closeAsync(),
                            v -> first(iterator, () -> await(iterator.closeAsync(), w -> value(null)))));
        }));

        assertThat(log).containsExactly("0", "none");
    }

    @Test
    void anElementThatNobodyTookIsGoneAfterTheClose() {
        runner.run(body(() -> {
            var iterator = count(5).iterator();
            return await(
                    iterator.hasNextAsync(),
                    more -> await(iterator.closeAsync(), v -> first(iterator, () -> value(null))));
        }));

        assertThat(log).containsExactly("none");
    }

    @Test
    void aRunThatIsClosedBeforeItBeginsNeverDoes() {
        runner.run(body(() -> {
            var iterator = generate(out -> body(() -> note("ran"))).iterator();
            return await(iterator.closeAsync(), v -> first(iterator, () -> value(null)));
        }));

        assertThat(log).containsExactly("none");
    }

    @Test
    void aCatchOfExceptionDoesNotSeeTheClose() {
        var elements = generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> {
            assertThat(e).isInstanceOf(Error.class).hasMessage("the async generator is being closed");
            log.add("caught");
            throw e;
        })));
        runner.run(forEach(elements, a -> done(false)));

        assertThat(log).containsExactly("caught");
    }

    @Test
    void aBodyMayEndNormallyWhenItIsClosed() {
        var elements = generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> value(null))));

        runner.run(body(() -> await(forEach(elements, a -> done(false)), v -> value(log.add("behind")))));

        assertThat(log).containsExactly("behind");
    }

    @Test
    void anEmitAfterTheCloseIsRefused() {
        var elements = generate(out ->
                body(() -> await(out.emit("a"), v -> value(null), e -> await(out.emit("b"), v -> value(null)))));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> done(false))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("emit(..) of an async generator that is being closed: its consumer has left");
    }

    private static Body.Next<Void> emitForEver(Emitter<Integer> out) {
        return await(out.emit(1), v -> emitForEver(out), e -> emitForEver(out));
    }

    @Test
    void aBodyThatIgnoresTheCloseForEverIsGivenUp() {
        var elements = AsyncIterable.<Integer>generate(out -> body(() -> emitForEver(out)));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> done(false))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the async generator ignored that it was closed, and emitted an element");
    }

    @Test
    void aBodyThatIgnoresTheCloseAfterAWaitIsGivenUpToo() {
        var elements = AsyncIterable.<Integer>generate(out ->
                body(() -> await(out.emit(1), v -> value(null), e -> await(sleep(1), v -> emitForEver(out)))));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> done(false))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the async generator ignored that it was closed, and emitted an element");
        assertThat(now()).isEqualTo(1);
    }

    @Test
    void closingClosesWhatTheBodyIterates() {
        runner.run(forEach(doubled(withCleanUp(), false), i -> body(() -> value(!log.add("element " + i)))));

        assertThat(log).containsExactly("element 2", "clean at 2");
    }

    @Test
    void aCloseRunsOnce() {
        runner.run(body(() -> {
            var iterator = count(5).iterator();
            var close = iterator.closeAsync();
            return await(close, v -> await(outcomeOf(close), outcome -> value(log.add(outcome))));
        }));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(closeAsync() of an async generator was awaited or spawned already,"
                                + " and a coroutine runs once: call the method again, or spawn(..) it and await the task as often as"
                                + " you like)");
    }

    @Test
    void aCancellationOfTheCloseIsThrownInTheFinallyBlock() {
        runner.run(body(() -> {
            var task = spawn(forEach(withCleanUp(), i -> done(false)));
            return await(sleep(1), v -> {
                task.cancel();
                return await(outcomeOf(task), outcome -> value(log.add(outcome + " at " + now())));
            });
        }));

        assertThat(log).containsExactly("CancellationException at 1");
    }

    // One at a time

    @Test
    void askingWhileTheBodyRunsIsRefused() {
        runner.run(body(() -> {
            var iterator = slowCount(1).iterator();
            var asking = spawn(body(() -> first(iterator, () -> value(null))));
            return await(
                    yieldNow(),
                    v -> await(outcomeOf(iterator.hasNextAsync()), outcome -> {
                        log.add(outcome);
                        return await(asking);
                    }));
        }));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(hasNextAsync() of an async generator that is running already, in Task-2: one"
                                + " call after the other)",
                        "0");
    }

    @Test
    void closingWhileTheBodyRunsIsRefused() {
        runner.run(body(() -> {
            var iterator = slowCount(1).iterator();
            var asking = spawn(body(() -> first(iterator, () -> value(null))));
            return await(
                    yieldNow(),
                    v -> await(outcomeOf(iterator.closeAsync()), outcome -> {
                        log.add(outcome);
                        return await(asking);
                    }));
        }));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(closeAsync() of an async generator that is running already, in Task-2: one"
                                + " call after the other)",
                        "0");
    }

    @Test
    void aBodyCannotAskItself() {
        var iterator = new AsyncIterator<?>[1];
        var elements = generate(out -> body(() -> await(iterator[0].hasNextAsync(), more -> value(null))));
        iterator[0] = elements.iterator();

        assertThatThrownBy(() -> runner.run(body(() -> first(iterator[0], () -> value(null)))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "hasNextAsync() of an async generator that is running already, in Task-1: one call after the"
                                + " other");
    }

    @Test
    void anotherTaskCannotEmit() {
        var elements = generate(out ->
                body(() -> await(outcomeOf(spawn(out.emit("x"))), outcome -> await(out.emit(outcome)))));

        assertThat(runner.run(elements.toList()))
                .containsExactly("IllegalStateException(emit(..) is for the body of the async generator alone: this is"
                        + " another task)");
    }

    @Test
    void aTaskThatIsSpawnedEagerlyByTheBodyCannotEmit() {
        var elements = generate(out ->
                body(() -> await(outcomeOf(spawnEager(out.emit("x"))), outcome -> await(out.emit(outcome)))));

        assertThat(runner.run(elements.toList()))
                .containsExactly("IllegalStateException(emit(..) is for the body of the async generator alone: this is"
                        + " another task)");
    }

    @Test
    void theConsumerCannotEmit() {
        var leaked = new ArrayList<Emitter<Object>>();
        var elements = generate(out -> {
            leaked.add(out);
            return out.emit("a");
        });

        assertThatThrownBy(() ->
                        runner.run(forEach(elements, a -> cast(leaked.get(0).emit("b")))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("emit(..) is for the body of the async generator alone: it is not running");
    }

    @Test
    void anEmitRunsOnce() {
        var elements = generate(out -> body(() -> {
            var emit = out.emit("a");
            return await(emit, v -> await(emit));
        }));

        assertThatThrownBy(() -> runner.run(elements.toList()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("emit(..) was awaited or spawned already");
    }

    @Test
    void emitsMayBeMadeBeforeTheyAreAwaited() {
        var elements = generate(out -> body(() -> {
            var one = out.emit("one");
            var two = out.emit("two");
            return await(two, v -> await(one));
        }));

        assertThat(runner.run(elements.toList())).containsExactly("two", "one");
    }

    // Groups and deadlines that are open in the body

    @Test
    void aGroupMayBeOpenInTheBody() {
        var elements = generate(out -> inGroup(group -> body(() -> {
            group.spawn(slow(3, "child"));
            return await(out.emit("a"), v -> await(out.emit("b")));
        })));

        runner.run(body(() -> await(forEach(elements, this::logged), v -> value(log.add("behind at " + now())))));

        assertThat(log).containsExactly("a", "b", "child at 3", "behind at 3");
    }

    @Test
    void aGroupsCancellationIsNotThrownIntoTheConsumer() {
        var elements = generate(out -> inGroup(group -> body(() -> {
            group.spawn(failing(1, failure));
            return await(out.emit("a"), v -> await(out.emit("b")), e -> {
                log.add("emit: " + shortly(e));
                throw e;
            });
        })));

        assertThatThrownBy(() -> runner.run(forEach(
                        elements,
                        a -> body(() -> await(sleep(5), v -> {
                            assertThat(Task.current().cancelling()).isZero();
                            return value(log.add("slept until " + now()));
                        })))))
                .isSameAs(failure);
        assertThat(log).containsExactly("slept until 5", "emit: CancelledError");
    }

    @Test
    void aGroupsCancellationReachesTheBodyWhereItReallyWaits() {
        var elements = generate(out -> inGroup(group -> body(() -> {
            group.spawn(failing(3, failure));
            return await(out.emit("a"), v -> await(slow(100, "body"), x -> value(null)));
        })));

        assertThatThrownBy(() -> runner.run(forEach(elements, this::logged))).isSameAs(failure);
        assertThat(log).containsExactly("a", "body CancelledError at 3");
    }

    @Test
    void afterAPutOffCancellationTheConsumerIsNotCancelled() {
        var elements = generate(out -> inGroup(group -> body(() -> {
            group.spawn(failing(1, failure));
            return await(out.emit("a"));
        })));

        runner.run(body(() ->
                await(outcomeOf(forEach(elements, a -> body(() -> await(sleep(5), v -> value(true))))), outcome -> {
                    log.add(outcome + " " + Task.current().cancelling());
                    return await(slow(1, "goes on"));
                })));

        assertThat(log).containsExactly("IOException(broken) 0", "goes on at 6");
    }

    @Test
    void aGroupsFailureIsNotLostWhereTheConsumerLeavesInstead() {
        var elements = generate(out -> inGroup(group -> body(() -> {
            group.spawn(failing(1, failure));
            return await(out.emit("a"));
        })));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> body(() -> await(sleep(5), v -> value(false))))))
                .isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void leavingEarlyCancelsTheChildrenOfAGroupInTheBody() {
        var elements = generate(out -> inGroup(group -> body(() -> {
            group.spawn(slow(100, "child"));
            return await(sleep(1), v -> await(out.emit("a")));
        })));

        runner.run(forEach(elements, a -> done(false)));

        assertThat(log).containsExactly("child CancelledError at 1");
    }

    @Test
    void aDeadlineThatPassesAtAnEmitIsDeliveredWhenTheBodyGoesOn() {
        var elements = generate(out -> withTimeout(ofSeconds(1), cast(body(() -> await(out.emit("a"))))));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> cast5())))
                .isInstanceOf(AsyncTimeoutException.class)
                .hasMessage("not done within 1s");
        assertThat(log).containsExactly("consumer slept until 5");
    }

    private Coroutine<Boolean> cast5() {
        return body(() -> await(sleep(5), v -> value(log.add("consumer slept until " + now()))));
    }

    @Test
    void aDeadlineThatPassesWhereTheBodyWaitsIsDeliveredAtOnce() {
        var elements = generate(out -> withTimeout(
                ofSeconds(3), cast(body(() -> await(out.emit("a"), v -> await(slow(100, "body"), x -> value(null)))))));

        assertThatThrownBy(() -> runner.run(forEach(elements, a -> logged(a))))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("a", "body CancelledError at 3");
    }

    @Test
    void aPutOffDeadlineMeetsTheTaskThatGoesOn() {
        runner.run(body(() -> {
            var iterator = generate(out -> withTimeout(ofSeconds(1), cast(body(() -> await(out.emit("a"))))))
                    .iterator();
            return await(
                    spawn(body(() -> first(iterator, () -> value(null)))),
                    v -> await(
                            sleep(5),
                            slept -> await(
                                    outcomeOf(spawn(body(() -> first(iterator, () -> value(null))))),
                                    outcome -> value(log.add(
                                            outcome + " " + Task.current().cancelling())))));
        }));

        assertThat(log).containsExactly("a", "AsyncTimeoutException(not done within 1s) 0");
    }

    @Test
    void aDeadlineAroundAnInnerEmitIsPutOffThoughTheOuterGeneratorWaits() {
        var inner = generate(out -> withTimeout(ofSeconds(1), cast(body(() -> await(out.emit("a"))))));
        var outer = generate(out -> forEach(inner, a -> body(() -> await(out.emit(a), v -> value(true)))));

        assertThatThrownBy(() -> runner.run(forEach(outer, a -> cast5()))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("consumer slept until 5");
    }

    @Test
    void aDeadlineInABodyThatEmitsToAnOuterConsumerIsPutOff() {
        var outer = generate(out -> forEach(
                generate(inner -> withTimeout(ofSeconds(1), cast(body(() -> await(out.emit("from inside")))))),
                a -> done(true)));

        assertThatThrownBy(() -> runner.run(forEach(outer, a -> cast5()))).isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("consumer slept until 5");
    }

    @Test
    void aDeadlineOfTheConsumerReachesTheBody() {
        assertThatThrownBy(() -> runner.run(withTimeout(
                        ofSeconds(1), generate(out -> cast(slow(100, "body"))).toList())))
                .isInstanceOf(AsyncTimeoutException.class);
        assertThat(log).containsExactly("body CancelledError at 1");
    }

    @Test
    void aGroupOfTheBodyCannotBeClosedByTheConsumer() {
        runner.run(body(() -> {
            var iterator = generate((Emitter<TaskGroup> out) -> inGroup(group -> body(() -> await(out.emit(group)))))
                    .iterator();
            return await(iterator.hasNextAsync(), more -> {
                var group = iterator.next();
                return await(outcomeOf(group.closeAsync()), outcome -> {
                    log.add(outcome);
                    return await(iterator.closeAsync());
                });
            });
        }));

        assertThat(log)
                .containsExactly(
                        "IllegalStateException(a TaskGroup is closed in the body that opened it, and this is the"
                                + " body of another async generator, or of its consumer)");
    }

    @Test
    void aGroupOfTheBodyMayBeClosedInAnotherTaskThanItWasOpenedIn() {
        runner.run(body(() -> {
            var iterator = generate(out -> inGroup(group -> body(() -> {
                        group.spawn(slow(100, "child"));
                        return await(out.emit("a"));
                    })))
                    .iterator();
            return await(
                    spawn(body(() -> first(iterator, () -> await(sleep(1), v -> value(null))))),
                    v -> await(iterator.closeAsync(), w -> value(log.add("closed"))));
        }));

        assertThat(log).containsExactly("a", "child CancelledError at 1", "closed");
    }

    // Shutdown

    @Test
    void aRunThatNobodyClosedIsClosedAtTheShutdownOfTheLoop() {
        runner.run(body(() -> first(withCleanUp().iterator(), () -> value(null))));
        assertThat(log).containsExactly("1");
        runner.close();

        assertThat(log).containsExactly("1", "clean at 2");
    }

    @Test
    void aRunWhoseTaskIsCancelledByTheShutdownIsClosedAfterIt() {
        runner.run(body(() -> {
            spawn(body(() -> first(withCleanUp().iterator(), () -> await(slow(100, "consumer"), v -> value(null)))));
            return await(sleep(1));
        }));
        runner.close();

        assertThat(log).containsExactly("1", "consumer CancelledError at 1", "clean at 3");
    }

    @Test
    void aFailureOfACloseAtTheShutdownIsReported() {
        runner.run(body(() -> first(
                generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> {
                            throw failure;
                        })))
                        .iterator(),
                () -> value(null))));
        runner.close();

        assertThat(reports).containsExactly("the closing of an async generator: java.io.IOException: broken");
    }

    @Test
    void exhaustedClosedAndFailedRunsAreForgotten() {
        runner.run(body(() -> await(
                count(2).toList(),
                all -> await(
                        forEach(count(2), i -> done(false)),
                        v -> await(
                                outcomeOf(generate(out -> failing(1, failure)).toList()))))));

        assertThat(((LoopCore) runner.loop()).generators.isEmpty()).isTrue();
    }

    // Nobody's iterators

    private static void collectGarbage(Runner runner, BooleanSupplier isEnough) {
        for (var attempts = 0; attempts < 100 && !isEnough.getAsBoolean(); attempts++) {
            System.gc();
            runner.run(done());
            Thread.onSpinWait();
        }
    }

    private Coroutine<Void> abandoning(AsyncIterable<?> elements) {
        return body(() -> await(elements.iterator().hasNextAsync(), more -> value(null)));
    }

    @Test
    void aRunWhoseIteratorIsUnreachableIsClosed() {
        var user = ContextVar.of("user", "nobody");
        runner.run(spawning(() -> {
            user.set("ada");
            return abandoning(generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> {
                log.add("clean of " + user.get());
                throw e;
            }))));
        }));
        collectGarbage(runner, () -> !log.isEmpty());

        assertThat(log).containsExactly("clean of ada");
        assertThat(((LoopCore) runner.loop()).generators.isEmpty()).isTrue();
        assertThat(reports).isEmpty();
    }

    /** A task of its own, of which nothing is left in the frames of the caller. */
    private static Coroutine<Void> spawning(AsyncCallable<Void> each) {
        return body(() -> await(spawn(each)));
    }

    @Test
    void aRunWhoseIteratorBecomesUnreachableWhileItsBodyWaitsIsClosedAfterThat() {
        var begun = new Promise<Boolean>();
        var element = new Promise<String>();
        runner.run(body(() -> {
            spawn(abandoning(generate(out -> body(() -> {
                begun.complete(true);
                return await(
                        element,
                        it -> await(out.emit(it), v -> value(null), e -> {
                            log.add("clean");
                            throw e;
                        }));
            }))));
            return await(begun);
        }));
        for (var i = 0; i < 5; i++) {
            System.gc();
            runner.run(done());
        }
        assertThat(log).isEmpty();
        element.complete("a");
        collectGarbage(runner, () -> !log.isEmpty());

        assertThat(log).containsExactly("clean");
    }

    @Test
    void aRunWhoseIteratorSomebodyHoldsIsLeftAlone() {
        var iterator = withCleanUp().iterator();
        runner.run(body(() -> await(iterator.hasNextAsync(), more -> value(null))));
        for (var i = 0; i < 5; i++) {
            System.gc();
            runner.run(done());
        }

        assertThat(log).isEmpty();
        assertThat(iterator.next()).isEqualTo(1);
    }

    @Test
    void aFailureOfACloseOfNobodysRunIsReported() {
        runner.run(spawning(() -> abandoning(generate(out -> body(() -> await(out.emit("a"), v -> value(null), e -> {
            throw failure;
        }))))));
        collectGarbage(runner, () -> !reports.isEmpty());

        assertThat(reports).containsExactly("the closing of an async generator: java.io.IOException: broken");
    }

    @Test
    void whereATestChoosesTheOrderTheGarbageCollectorHasNoSay() {
        try (var seeded = Runner.builder().virtualTime(true).seed(1).build()) {
            seeded.run(spawning(() -> abandoning(withCleanUp())));
            for (var i = 0; i < 5; i++) {
                System.gc();
                seeded.run(done());
            }
            assertThat(((LoopCore) seeded.loop()).generators.isEmpty()).isFalse();
        }
    }

    // Traces

    private static List<String> framesOf(Throwable e) {
        return Arrays.stream(e.getStackTrace())
                .filter(it -> it.getClassName().equals("Body"))
                .map(StackTraceElement::getMethodName)
                .toList();
    }

    @Test
    void theTraceOfAFailureAfterAWaitShowsAllThatWaited() {
        var elements = generate(out -> body(
                "generator",
                () -> await(body(
                        "callee",
                        () -> await(sleep(1), v -> {
                            throw new IllegalStateException("broken");
                        })))));
        var consumer = body("main", () -> await(body("consumer", () -> await(elements.toList()))));

        assertThatThrownBy(() -> runner.run(consumer))
                .satisfies(e -> assertThat(framesOf(e)).containsExactly("generator", "consumer", "main"));
    }

    @Test
    void theAwaitTraceShowsTheBodyAndThenItsConsumer() {
        var trace = new ArrayList<String>();
        runner.run(body(() -> {
            var task = spawn(body(
                    "consumer",
                    () -> await(generate(out -> body("generator", () -> cast0(sleep(5))))
                            .toList())));
            return await(sleep(1), v -> {
                task.awaitTrace().forEach(it -> trace.add(it.getMethodName()));
                return await(task);
            });
        }));

        assertThat(trace).containsExactly("generator", "consumer");
    }

    private static Body.Next<Void> cast0(Coroutine<Void> coroutine) {
        return await(coroutine);
    }

    @Test
    void theTraceOfAFailureWhileTheConsumerIsOnTheStackShowsTheBodyAndThoseWhoAwaitTheConsumer() {
        var elements = generate(out -> body(
                "generator",
                () -> await(body(
                        "callee",
                        () -> await(out.emit("a"), v -> {
                            throw new IllegalStateException("broken");
                        })))));
        var consumer =
                body("main", () -> await(body("consumer", () -> await(sleep(1), v -> await(elements.toList())))));

        // The consumer's own frame is one of this package on the Java stack, which traces leave out.
        assertThatThrownBy(() -> runner.run(consumer))
                .satisfies(e -> assertThat(framesOf(e)).containsExactly("generator", "main"));
    }

    /** One element, and then a failure; closing it after that fails, too. */
    private static final class Broken implements AsyncIterator<String> {
        private boolean begun;

        @Override
        public Coroutine<Boolean> hasNextAsync() {
            if (begun) {
                return KernelTest.failing(1, new IOException("gone"));
            }
            begun = true;
            return done(true);
        }

        @Override
        public String next() {
            return "element";
        }

        @Override
        public Coroutine<Void> closeAsync() {
            return done();
        }

        @Override
        public Coroutine<Throwable> closeAsync(Throwable failure) {
            return KernelTest.failing(1, new IllegalStateException("cannot close"));
        }
    }

    @Test
    void aListIsLeftByTheFailureOfTheElementsAndNotByThatOfTheClose() {
        assertThatThrownBy(() -> runner.run(((AsyncIterable<String>) Broken::new).toList()))
                .isInstanceOf(IOException.class)
                .hasMessage("gone")
                .hasSuppressedException(new IllegalStateException("cannot close"));
    }
}
