package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.fromStage;
import static io.heddle.Coroutines.gather;
import static io.heddle.Coroutines.gatherOutcomes;
import static io.heddle.Coroutines.race;
import static io.heddle.Coroutines.shield;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.waitFirst;
import static io.heddle.Coroutines.withTimeout;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.sync.AsyncLock;
import io.heddle.sync.AsyncQueue;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/**
 * Very many tasks come and go on a loop that stays, and of none is anything left: no instance of a class of ours beyond
 * those of before, and nothing that a body had in hand. The system property {@code heddle.heap.tasks} says how many.
 */
class HeapTest extends KernelTest {
    private static final int MANY = Integer.getInteger("heddle.heap.tasks", 20_000);
    /** What happens one after the other, and takes longer. */
    private static final int ROUNDS = MANY / 10;

    private static final Pattern CLASS_OF_OURS =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(io\\.heddle\\.\\S+).*");

    private final List<WeakReference<Object>> payloads = new ArrayList<>();
    private final LoopCore loop = (LoopCore) runner.loop();
    /** Outlives all others. */
    private final Promise<Task<?>> stays = new Promise<>();

    /** Something that only one body holds. */
    private Object payload() {
        var payload = new Object();
        if (payloads.size() < MANY / 100) {
            payloads.add(new WeakReference<>(payload));
        }
        return payload;
    }

    private Coroutine<Object> holding(int seconds) {
        var payload = payload();
        return body(() -> await(sleep(seconds), v -> value(payload.hashCode())));
    }

    private List<Task<?>> spawnMany(Function<Coroutine<Object>, Coroutine<?>> each, int seconds) {
        var tasks = new ArrayList<Task<?>>();
        for (var i = 0; i < MANY; i++) {
            tasks.add(spawn(each.apply(holding(seconds))));
        }
        return tasks;
    }

    /** {@code for (i = 0; i < ROUNDS; i++) await(each);}. */
    private static Coroutine<Void> rounds(Function<Object, Coroutine<?>> each, int from) {
        return body(() -> from == ROUNDS
                ? value(null)
                : await(
                        each.apply(from),
                        v -> Body.tail(rounds(each, from + 1)),
                        e -> Body.tail(rounds(each, from + 1))));
    }

    /** Runs {@code scenario}, and looks at what is left of it. */
    private void leavesNothing(Function<Task<?>, Coroutine<?>> scenario) {
        runner.run(body(() -> value(stays.complete(spawn(sleep(Integer.MAX_VALUE))))));
        var before = instances();
        runner.run(body(() -> await(spawn(body(() -> await(scenario.apply(stays.resultNow()), v -> value(null)))))));
        var left = instances();
        left.replaceAll((name, count) -> count - before.getOrDefault(name, 0));
        left.values().removeIf(count -> count < 50);

        assertThat(left).isEmpty();
        assertThat(payloads).hasSize(MANY / 100).allMatch(payload -> payload.refersTo(null));
        assertThat(loop.timers.size()).isEqualTo(1);
        assertThat(loop.tasks.copy()).hasSize(1);
        assertThat(stays.resultNow().hasWaiters()).isFalse();
    }

    /** How many of each class of ours are reachable. */
    private static Map<String, Integer> instances() {
        try {
            var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            var counts = new HashMap<String, Integer>();
            histogram
                    .lines()
                    .map(CLASS_OF_OURS::matcher)
                    .filter(line -> line.matches())
                    .forEach(line -> {
                        counts.merge(line.group(2), Integer.parseInt(line.group(1)), Integer::sum);
                    });
            return counts;
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void ofSleepers() {
        leavesNothing(stays -> body(() -> {
            spawnMany(body -> body, 1);
            return await(sleep(2));
        }));
    }

    @Test
    void ofTheCancelled() {
        leavesNothing(stays -> body(() -> {
            var tasks = spawnMany(body -> body, 1_000_000);
            return await(sleep(1), v -> {
                tasks.forEach(Task::cancel);
                return await(sleep(1));
            });
        }));
    }

    @Test
    void ofThoseCancelledBeforeTheyBegin() {
        leavesNothing(stays -> body(() -> {
            spawnMany(body -> body, 1).forEach(Task::cancel);
            return await(sleep(1));
        }));
    }

    @Test
    void ofTheTimedOut() {
        leavesNothing(stays -> body(() -> {
            spawnMany(body -> outcomeOf(withTimeout(ofSeconds(1), body)), 1_000_000);
            return await(sleep(2));
        }));
    }

    @Test
    void ofThoseInTime() {
        leavesNothing(stays -> body(() -> {
            spawnMany(body -> withTimeout(ofSeconds(1_000_000), body), 1);
            return await(sleep(2));
        }));
    }

    @Test
    void ofFailures() {
        leavesNothing(stays -> body(() -> await(
                gatherOutcomes(IntStream.range(0, ROUNDS)
                        .mapToObj(i -> {
                            var payload = payload();
                            return body(() -> await(sleep(1), v -> {
                                throw new IllegalStateException("with " + payload);
                            }));
                        })
                        .toList()),
                v -> await(collected(100)))));
        assertThat(reports).isEmpty();
    }

    @Test
    void ofAGather() {
        leavesNothing(stays ->
                gather(IntStream.range(0, MANY).mapToObj(i -> holding(1)).toList()));
    }

    @Test
    void ofAGroup() {
        leavesNothing(stays -> inGroup(group -> body(() -> {
            for (var i = 0; i < MANY; i++) {
                group.spawn(holding(1));
            }
            return value(null);
        })));
    }

    @Test
    void ofValuesOfContextVariables() {
        var variable = ContextVar.of("payload");
        leavesNothing(stays -> body(() -> {
            spawnMany(
                    body -> body(() -> {
                        variable.set(payload());
                        return Body.tail(body);
                    }),
                    1);
            return await(sleep(2));
        }));
    }

    @Test
    void ofThoseWhoWaitForALock() {
        var lock = new AsyncLock();
        lock.tryAcquire();
        leavesNothing(stays -> body(() -> {
            var tasks = spawnMany(body -> body(() -> await(lock.acquire(), v -> Body.tail(Cast.to(body)))), 1);
            return await(sleep(1), v -> {
                tasks.forEach(Task::cancel);
                return await(sleep(1));
            });
        }));
    }

    @Test
    void ofThoseWhoWaitForAQueue() {
        var queue = new AsyncQueue<String>();
        leavesNothing(stays -> rounds(
                i -> {
                    var payload = payload();
                    return withTimeout(ofSeconds(1), body(() -> await(queue.get(), v -> value(payload))));
                },
                0));
    }

    @Test
    void ofShieldsAroundOneThatStays() {
        leavesNothing(stays -> rounds(
                i -> {
                    var payload = payload();
                    return withTimeout(ofSeconds(1), body(() -> await(shield(stays), v -> value(payload))));
                },
                0));
    }

    @Test
    void ofWaitsForTheFirstOfThisAndOneThatStays() {
        leavesNothing(stays -> rounds(i -> waitFirst(List.of(stays, spawn(holding(1)))), 0));
    }

    @Test
    void ofRaces() {
        leavesNothing(stays -> rounds(i -> race(holding(1), holding(2)), 0));
    }

    /** Of each wait a little stays with the stage, which can't forget who asked it; nothing of the task. */
    @Test
    void ofTasksThatWaitedForAStageThatStays() {
        var stage = new CompletableFuture<String>().minimalCompletionStage();
        runner.run(body(() -> await(spawn(rounds(
                i -> {
                    var payload = payload();
                    return withTimeout(ofSeconds(1), body(() -> await(fromStage(stage), v -> value(payload))));
                },
                0)))));
        instances();

        assertThat(payloads).hasSize(MANY / 100).allMatch(payload -> payload.refersTo(null));
        assertThat(stage).isNotNull();
    }

    @Test
    void ofGeneratorsThatNobodyCloses() {
        leavesNothing(stays -> body(() -> await(
                rounds(
                        i -> {
                            var payload = payload();
                            return body(() -> await(AsyncIterable.generate(out -> body(() -> await(out.emit(payload))))
                                    .iterator()
                                    .hasNextAsync()));
                        },
                        0),
                v -> await(collected(100)))));
    }

    /** Lets the loop see what the garbage collector has found. */
    private Coroutine<Void> collected(int attempts) {
        return body(() -> {
            if (attempts == 0 || (loop.generators.isEmpty() && loop.failures.isEmpty())) {
                return value(null);
            }
            instances();
            return await(sleep(1), v -> Body.tail(collected(attempts - 1)));
        });
    }
}
