package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.yieldNow;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                            java.util.List.of("a", "b", "c"),
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
}
