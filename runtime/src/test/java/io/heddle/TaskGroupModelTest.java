package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random trees of groups, deadlines, gathers and generators, with failures and cancellations at random moments, most of
 * them several at once. Whatever happens, no task outlives its block, no failure is lost, and no request to cancel is
 * left over.
 */
class TaskGroupModelTest {
    private static final int LONGEST = 4;

    static List<Integer> seeds() {
        return java.util.stream.IntStream.range(0, 150).boxed().toList();
    }

    /** One random program. */
    private static final class Program {
        final Random random;
        final Set<Throwable> thrown = Collections.newSetFromMap(new IdentityHashMap<>());
        final List<Throwable> reported = new ArrayList<>();
        int failures;
        int open;

        Program(int seed) {
            random = new Random(seed);
        }

        boolean oneIn(int n) {
            return random.nextInt(n) == 0;
        }

        int seconds() {
            return random.nextInt(LONGEST);
        }

        Coroutine<Object> step(int depth) {
            if (depth == 0) {
                return leaf();
            }
            return switch (random.nextInt(8)) {
                case 0, 1, 2 -> group(depth);
                case 3 -> swallowingTimeout(withTimeout(ofSeconds(1 + seconds()), step(depth - 1)));
                case 4 -> generator(depth);
                case 5 -> sequence(step(depth - 1), step(depth - 1));
                default -> leaf();
            };
        }

        Coroutine<Object> leaf() {
            var sleep = KernelTest.sleep(seconds());
            var slowly = seconds();
            return switch (random.nextInt(6)) {
                case 0 ->
                    body(() -> await(sleep, v -> {
                        throw failure();
                    }));
                case 1 ->
                    body(() -> await(sleep, v -> value("x"), e -> {
                        throw failure(e);
                    }));
                case 2 ->
                    body(() -> await(
                            sleep,
                            v -> value("x"),
                            e -> await(KernelTest.sleep(slowly), v -> {
                                throw e;
                            })));
                default -> body(() -> await(sleep, v -> value("x")));
            };
        }

        RuntimeException failure() {
            var failure = new IllegalStateException("failure " + failures++);
            thrown.add(failure);
            return failure;
        }

        RuntimeException failure(Throwable inPlaceOf) {
            var failure = failure();
            failure.addSuppressed(inPlaceOf);
            return failure;
        }

        Coroutine<Object> sequence(Coroutine<Object> one, Coroutine<Object> other) {
            return body(() -> await(one, v -> await(other)));
        }

        /** A timeout of this program is no failure of it, but it carries what was lost to it. */
        Coroutine<Object> swallowingTimeout(Coroutine<Object> limited) {
            return body(() -> await(limited, Body::value, e -> {
                if (e instanceof AsyncTimeoutException) {
                    reported.add(e);
                    return value("late");
                }
                throw e;
            }));
        }

        Coroutine<Object> group(int depth) {
            var children = random.nextInt(4);
            var gathers = oneIn(4);
            var cancels = oneIn(6);
            return body(() -> {
                open++;
                return await(
                        KernelTest.inGroup(group -> body(() -> {
                            var tasks = new ArrayList<Task<Object>>();
                            for (var i = 0; i < children; i++) {
                                tasks.add(group.spawn(step(depth - 1)));
                            }
                            return await(step(depth - 1), v -> {
                                if (cancels) {
                                    group.cancel();
                                }
                                return gathers && !cancels ? await(gather(tasks), Body::value) : value(v);
                            });
                        })),
                        v -> {
                            open--;
                            return value(v);
                        },
                        e -> {
                            open--;
                            throw e;
                        });
            });
        }

        Coroutine<Object> generator(int depth) {
            var leaves = oneIn(3);
            var elements = AsyncIterable.<Object>generate(out -> body(() -> await(
                    KernelTest.inGroup(group -> body(() -> {
                        group.spawn(step(depth - 1));
                        return await(
                                out.emit("a"), v -> await(step(depth - 1), w -> await(out.emit("b"), x -> value(w))));
                    })),
                    v -> value(null))));
            return body(() -> await(
                    KernelTest.forEach(
                            elements, x -> body(() -> await(KernelTest.sleep(seconds()), v -> value(!leaves)))),
                    v -> value("looped")));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingIsLostAndNothingIsLeft(int seed) {
        var program = new Program(seed);
        var outcome = new ArrayList<Throwable>();
        var runner = Runner.builder()
                .virtualTime(true)
                .seed(seed)
                .exceptionHandler((task, failure) -> program.reported.add(failure))
                .build();
        try (runner) {
            runner.run(body(() -> {
                var main = spawn(program.group(3));
                var cancelAt = program.random.nextInt(3 * LONGEST);
                var cancels = program.oneIn(3);
                return await(KernelTest.sleep(cancelAt), v -> {
                    var cancelled = cancels && main.cancel();
                    return await(
                            main,
                            w -> {
                                check(program, main, cancelled);
                                return value(null);
                            },
                            e -> {
                                outcome.add(e);
                                check(program, main, cancelled);
                                return value(null);
                            });
                });
            }));
        }

        var found = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        outcome.forEach(e -> collect(e, found));
        program.reported.forEach(e -> collect(e, found));
        assertThat(found).containsAll(program.thrown);
    }

    private static void check(Program program, Task<?> main, boolean cancelled) {
        assertThat(Task.all()).containsExactly(Task.current());
        assertThat(program.open).isZero();
        assertThat(main.cancelling()).isEqualTo(cancelled ? 1 : 0);
    }

    private static void collect(Throwable e, Set<Throwable> found) {
        if (found.add(e)) {
            if (e.getCause() != null) {
                collect(e.getCause(), found);
            }
            for (var suppressed : e.getSuppressed()) {
                collect(suppressed, found);
            }
        }
    }
}
