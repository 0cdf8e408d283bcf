package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ContextVarTest extends KernelTest {
    private final ContextVar<String> user = ContextVar.of("user", "nobody");

    private String line(String who) {
        return who + " sees " + user.get();
    }

    @Test
    void aVariableHasItsInitialValueUntilOneIsSet() {
        var bare = ContextVar.<String>of("bare");

        assertThat(user.get()).isEqualTo("nobody");
        assertThat(user).hasToString("ContextVar[user]");
        assertThatThrownBy(bare::get)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("context variable bare has no value here");
    }

    @Test
    void aTaskStartsWithTheValuesOfItsSpawnerAndKeepsItsOwn() {
        runner.run(body(() -> {
            user.set("ada");
            var child = spawn(body(() -> {
                log.add(line("child"));
                user.set("bob");
                return await(yieldNow(), v -> value(log.add(line("child"))));
            }));
            user.set("eve");
            return await(child, v -> value(log.add(line("parent"))));
        }));

        assertThat(log).containsExactly("child sees ada", "child sees bob", "parent sees eve");
    }

    @Test
    void anAwaitedCoroutineSharesTheValuesOfItsTask() {
        runner.run(body(() -> await(body(() -> value(user.set("set inside"))), v -> value(log.add(line("caller"))))));

        assertThat(log).containsExactly("caller sees set inside");
    }

    @Test
    void callbacksSeeTheValuesOfThoseWhoAskedForThem() {
        runner.run(body(() -> {
            user.set("ada");
            var loop = EventLoop.current();
            loop.execute(() -> {
                log.add(line("execute"));
                user.set("lost");
            });
            loop.schedule(ofSeconds(1), () -> log.add(line("schedule")));
            var task = spawn(slow(1, "x"));
            task.onDone(t -> log.add(line("onDone")));
            user.set("eve");
            return await(sleep(2), v -> value(log.add(line("task"))));
        }));

        assertThat(log)
                .containsExactly("execute sees ada", "schedule sees ada", "x at 1", "onDone sees ada", "task sees eve");
    }

    @Test
    @SuppressWarnings("try") // the resources are there to be closed
    void aTokenBringsBackTheValueFromBefore() {
        var outer = user.set("ada");
        try (var token = user.set("bob")) {
            assertThat(user.get()).isEqualTo("bob");
        }
        assertThat(user.get()).isEqualTo("ada");
        user.reset(outer);
        assertThat(user.get()).isEqualTo("nobody");
        assertThatThrownBy(() -> user.reset(outer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this token of context variable user was used already");
        assertThatThrownBy(() -> ContextVar.of("other", "").reset(outer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the token is of context variable user, not of other");
    }

    @Test
    void aRunnerKeepsItsValuesFromRunToRunAndTheThreadItsOwn() {
        runner.run(body(() -> value(user.set("ada"))));

        assertThat(user.get()).isEqualTo("nobody");
        assertThat(runner.run(body(() -> value(user.get())))).isEqualTo("ada");
    }

    @Test
    @SuppressWarnings("try") // the resources are there to be closed
    void manyVariablesAreKeptApart() {
        var a = ContextVar.of("a", 0);
        var b = ContextVar.of("b", 0);
        var c = ContextVar.of("c", 0);
        try (var first = a.set(1);
                var second = b.set(2);
                var third = c.set(3)) {
            b.reset(second);
            assertThat(a.get() * 100 + b.get() * 10 + c.get()).isEqualTo(103);
        }
        assertThat(a.get() + b.get() + c.get()).isZero();
    }

    @Test
    void gatheredCoroutinesAreKeptApart() {
        var seen = runner.run(body(() -> {
            user.set("ada");
            return await(
                    Coroutines.gather(
                            List.of("a", "b", "c"),
                            (String name) -> body(() -> {
                                var before = user.get();
                                user.set(name);
                                return await(yieldNow(), v -> value(before + " " + user.get()));
                            })),
                    all -> value(all + " " + user.get()));
        }));

        assertThat(seen).isEqualTo("[ada a, ada b, ada c] ada");
    }

    @Test
    void aDeadlineSharesTheValuesOfItsTask() {
        var seen = runner.run(body(() -> await(
                Coroutines.withTimeout(ofSeconds(1), body(() -> {
                    user.set("ada");
                    return await(yieldNow());
                })),
                v -> value(user.get()))));

        assertThat(seen).isEqualTo("ada");
    }

    @Test
    void whatTheBodyOfAGeneratorSetsItsConsumerSees() {
        var seen = runner.run(body(() -> await(
                AsyncIterable.<String>generate(out -> body(() -> {
                            user.set("ada");
                            return await(out.emit(user.get()));
                        }))
                        .toList(),
                all -> value(all + " " + user.get()))));

        assertThat(seen).isEqualTo("[ada] ada");
    }

    private Coroutine<String> closing(AutoCloseable token) {
        return body(() -> {
            try {
                token.close();
                return value(user.get());
            } catch (IllegalStateException e) {
                return value(e.getMessage());
            }
        });
    }

    @Test
    void aTokenIsForTheTaskThatHasSetTheValue() {
        var messages = runner.run(body(() -> {
            var token = new Promise<ContextVar.Token<String>>();
            var owner = spawn(body(() -> {
                token.complete(user.set("ada"));
                return await(sleep(2), v -> await(closing(token.resultNow())));
            }));
            return await(
                    spawn(body(() -> await(token, it -> await(closing(it))))),
                    refused -> await(owner, after -> value(List.of(refused, after))));
        }));

        assertThat(messages)
                .containsExactly(
                        "this token of context variable user is of Task-2, and this is Task-3: each has values of its own",
                        "nobody");
    }

    @Test
    void aTokenOfTheMainTaskIsNotForTheTasksThatItSpawns() {
        var refused = runner.run(body(() -> {
            var token = user.set("ada");
            return await(
                    Coroutines.gather(closing(token), closing(token)),
                    messages -> await(closing(token), after -> value(messages.get(0) + "; " + after)));
        }));

        assertThat(refused)
                .isEqualTo("this token of context variable user is of the main task of event loop main,"
                        + " and this is Task-2: each has values of its own; nobody");
    }

    @Test
    void aTokenIsGoodInWhateverItsTaskAwaits() {
        var seen = runner.run(body(() -> {
            var token = user.set("ada");
            return await(sleep(1), v -> await(Coroutines.withTimeout(ofSeconds(9), inGroup(group -> closing(token)))));
        }));

        assertThat(seen).isEqualTo("nobody");
    }

    @Test
    void aTokenIsGoodFromRunToRunButNotOutside() throws Exception {
        var outside = user.set("outside");
        var inside = runner.run(body(() -> value(user.set("ada"))));

        assertThat(runner.run(closing(outside)))
                .isEqualTo("this token of context variable user is of a callback or a thread,"
                        + " and this is the main task of event loop main: each has values of its own");
        assertThatThrownBy(inside::close).isInstanceOf(IllegalStateException.class);
        assertThat(runner.run(closing(inside))).isEqualTo("outside");
        outside.close();
        assertThat(user.get()).isEqualTo("nobody");
    }

    @Test
    void aTokenOfACallbackOrOfBlockingWorkIsForThatAlone() {
        runner.run(body(() -> {
            var tokens = new ArrayList<ContextVar.Token<String>>();
            Runnable callback = () -> {
                tokens.forEach(
                        token -> log.add(shortly(catchThrowable(token::close)).substring(0, 21)));
                tokens.add(user.set("ada"));
            };
            EventLoop.current().execute(callback);
            EventLoop.current().execute(callback);
            return await(
                    sleep(1),
                    v -> await(Coroutines.toThread(callback::run), w -> {
                        callback.run();
                        return value(null);
                    }));
        }));

        assertThat(log).hasSize(6).containsOnly("IllegalStateException");
    }

    @Test
    void aTokenOfABodyOffAnyLoopIsGoodOnWhateverThreadItGoesOn() throws Exception {
        var goOn = new Promise<Boolean>();
        var future = OffLoop.start(body(() -> {
            var token = user.set("ada");
            return await(goOn, v -> await(closing(token)));
        }));
        var thread = new Thread(() -> goOn.complete(true));
        thread.start();

        assertThat(future.get()).isEqualTo("nobody");
        thread.join();
    }
}
