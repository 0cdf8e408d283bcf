package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.ensuring;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.sleep;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.spawnEager;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.sync.AsyncLock;
import io.heddle.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs of tasks that wait for one another. A loop with a listener begins a pass for each step that needs one,
 * and looks around before it; without one it leaves out what nobody can notice. So both must log the same, also while the
 * run is ending and when it has ended.
 */
class PassesModelTest {
    private static final List<Act> MAIN_ACTS =
            List.of(Act.YIELD, Act.YIELD, Act.AWAIT_PROMISE, Act.COMPLETE, Act.CALL_BACK, Act.SPAWN_AND_AWAIT);
    private static final List<Act> CHILD_ACTS = Stream.concat(
                    Stream.of(Act.values()),
                    Stream.of(Act.YIELD, Act.YIELD, Act.YIELD_OFTEN, Act.COMPLETE, Act.COMPLETE, Act.SPAWN_AND_AWAIT))
            .toList();

    static List<Integer> seeds() {
        return IntStream.range(0, 400).boxed().toList();
    }

    private enum Act {
        LOG,
        YIELD,
        YIELD_OFTEN,
        SPAWN,
        SPAWN_AND_AWAIT,
        SPAWN_EAGERLY,
        CALL,
        AWAIT_TASK,
        CANCEL,
        COMPLETE,
        AWAIT_PROMISE,
        PUT,
        GET,
        LOCKED,
        SLEEP,
        CALL_BACK
    }

    /** What a task does next; {@code callee} is the program of the one that it starts, where it starts one. */
    private record Step(Act act, int number, List<Step> callee) {}

    /** Most of the tasks are to be there when main ends, which it does soon. */
    private static List<Step> program(Random random) {
        var children = 1 + random.nextInt(5);
        var others = random.nextInt(5);
        return Stream.concat(
                        IntStream.range(0, children).mapToObj(i -> step(random, List.of(Act.SPAWN), 3)),
                        IntStream.range(0, others).mapToObj(i -> step(random, MAIN_ACTS, 1)))
                .toList();
    }

    private static Step step(Random random, List<Act> acts, int depth) {
        var callee = depth == 0 ? 0 : 2 + random.nextInt(6);
        return new Step(
                acts.get(random.nextInt(acts.size())),
                random.nextInt(4),
                IntStream.range(0, callee)
                        .mapToObj(i -> step(random, CHILD_ACTS, depth - 1))
                        .toList());
    }

    /** One run of a program. */
    private static final class Run {
        private final List<String> log = new ArrayList<>();
        private final List<Task<?>> tasks = new ArrayList<>();
        private final List<Promise<String>> promises =
                IntStream.range(0, 4).mapToObj(i -> new Promise<String>()).toList();
        private final AsyncQueue<String> queue = new AsyncQueue<>(1);
        private final AsyncLock lock = new AsyncLock();
        private int left = 400;

        Coroutine<String> main(List<Step> steps) {
            return body(() -> {
                var main = Task.current();
                var unused = spawn(body(() -> await(sleep(Duration.ofSeconds(1)), v -> {
                    log.add("time is up");
                    tasks.forEach(Task::cancel);
                    main.cancel();
                    return value("over");
                })));
                return await(task("main", steps));
            });
        }

        private Coroutine<String> task(String name, List<Step> steps) {
            return body(name, () -> go(name, steps, 0));
        }

        private Body.Next<String> go(String name, List<Step> steps, int i) {
            if (i == steps.size() || left == 0) {
                log.add(name + " ends");
                return value(name);
            }
            left--;
            var step = steps.get(i);
            var child = name + "." + i;
            log.add(child + " " + step.act);
            return switch (step.act) {
                case LOG -> go(name, steps, i + 1);
                case YIELD -> then(yieldNow(), name, steps, i);
                case YIELD_OFTEN -> then(yields(child, 3 * step.number), name, steps, i);
                case SPAWN -> {
                    tasks.add(spawn(task(child, step.callee)));
                    yield go(name, steps, i + 1);
                }
                case SPAWN_AND_AWAIT -> {
                    var task = spawn(task(child, step.callee));
                    tasks.add(task);
                    yield then(task, name, steps, i);
                }
                case SPAWN_EAGERLY -> {
                    tasks.add(spawnEager(task(child, step.callee)));
                    yield go(name, steps, i + 1);
                }
                case CALL -> then(task(child, step.callee), name, steps, i);
                case AWAIT_TASK ->
                    tasks.isEmpty()
                            ? go(name, steps, i + 1)
                            : then(tasks.get(step.number % tasks.size()), name, steps, i);
                case CANCEL -> {
                    if (!tasks.isEmpty()) {
                        tasks.get(step.number % tasks.size()).cancel();
                    }
                    yield go(name, steps, i + 1);
                }
                case COMPLETE -> {
                    promises.get(step.number).complete(child);
                    yield go(name, steps, i + 1);
                }
                case AWAIT_PROMISE -> then(promises.get(step.number), name, steps, i);
                case PUT -> then(queue.put(child), name, steps, i);
                case GET -> then(queue.get(), name, steps, i);
                case LOCKED -> then(locked(child, step.callee), name, steps, i);
                case SLEEP -> then(sleep(Duration.ofMillis(step.number)), name, steps, i);
                case CALL_BACK -> {
                    EventLoop.current().execute(() -> log.add(child + " is called back"));
                    yield go(name, steps, i + 1);
                }
            };
        }

        private Body.Next<String> then(Awaitable<?> awaitable, String name, List<Step> steps, int i) {
            return await(
                    awaitable,
                    v -> {
                        log.add(name + "." + i + " gets " + v);
                        return go(name, steps, i + 1);
                    },
                    e -> {
                        log.add(name + "." + i + " fails: " + e.getClass().getSimpleName());
                        if (e instanceof CancelledError) {
                            throw e;
                        }
                        return go(name, steps, i + 1);
                    });
        }

        private Coroutine<String> yields(String name, int times) {
            return body(() -> {
                log.add(name + " " + times);
                return times == 0 ? value(name) : await(yieldNow(), v -> Body.tail(yields(name, times - 1)));
            });
        }

        private Coroutine<String> locked(String name, List<Step> steps) {
            return body(() -> await(lock.acquire(), v -> ensuring(task(name, steps), lock::release)));
        }
    }

    private static List<String> run(List<Step> steps, Runner.Builder builder) {
        var run = new Run();
        try (var runner = builder.virtualTime(true)
                .exceptionHandler((task, failure) ->
                        run.log.add("reported " + failure.getClass().getSimpleName()))
                .build()) {
            try {
                run.log.add("result " + runner.run(run.main(steps)));
            } catch (RuntimeException e) {
                run.log.add("thrown " + e.getClass().getSimpleName());
            }
        }
        return run.log;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nobodyNoticesPassesThatAreLeftOut(int seed) {
        var steps = program(new Random(seed));

        var withoutListener = run(steps, Runner.builder());

        assertThat(withoutListener).isEqualTo(run(steps, Runner.builder().listener(new LoopListener() {})));
    }
}
