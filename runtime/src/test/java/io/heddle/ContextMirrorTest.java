package io.heddle;

import static io.heddle.Body.await;
import static io.heddle.Body.body;
import static io.heddle.Body.value;
import static io.heddle.Coroutines.spawn;
import static io.heddle.Coroutines.toThread;
import static io.heddle.Coroutines.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.BasicMDCAdapter;

/** Context variables that stand for a thread-local of somebody else, such as a logger's MDC. */
class ContextMirrorTest extends KernelTest {
    private final ThreadLocal<String> mdc = ThreadLocal.withInitial(() -> "none");
    private final AtomicInteger reads = new AtomicInteger();
    private final ContextVar<String> ofTask = ContextVar.ofThread(
            "mdc",
            () -> {
                reads.incrementAndGet();
                return mdc.get();
            },
            mdc::set);

    /** Sets the variable, and logs what the thread-local is after each of two waits. */
    private Coroutine<Void> handling(String user) {
        return body(() -> {
            ofTask.set(user);
            return await(yieldNow(), v -> {
                log.add(user + " sees " + mdc.get());
                return await(sleep(1), w -> {
                    log.add(user + " still sees " + mdc.get());
                    return value(null);
                });
            });
        });
    }

    private Coroutine<Void> logging(String who) {
        return body(() -> {
            log.add(who + " sees " + mdc.get());
            return value(null);
        });
    }

    @Test
    void eachTaskCarriesItsValueFromWaitToWait() {
        runner.run(Coroutines.gather(handling("ada"), handling("bob")));

        assertThat(log).containsExactly("ada sees ada", "bob sees bob", "ada still sees ada", "bob still sees bob");
    }

    @Test
    void whatIsWrittenPastTheVariableIsTheTasksToo() {
        runner.run(body(() -> {
            ofTask.set("ada");
            mdc.set("ada, changed");
            return await(handling("bob"), v -> {
                mdc.set("changed again");
                return await(yieldNow(), w -> {
                    log.add("then " + mdc.get() + ", " + ofTask.get());
                    return value(null);
                });
            });
        }));

        assertThat(log).containsExactly("bob sees bob", "bob still sees bob", "then changed again, changed again");
    }

    @Test
    void aTaskStartsWithWhatItsSpawnerHad() {
        runner.run(body(() -> {
            ofTask.set("ada");
            mdc.set("ada, changed");
            var child = spawn(logging("child"));
            mdc.set("changed too late");
            return await(child);
        }));

        assertThat(log).containsExactly("child sees ada, changed");
    }

    @Test
    void aTaskThatDoesNotSetItHasWhatTheThreadHas() {
        mdc.set("the thread's own");
        runner.run(body(() -> {
            var other = spawn(body(() -> await(yieldNow(), v -> await(logging("other")))));
            return await(spawn(handling("ada")), v -> await(other));
        }));

        assertThat(log).contains("ada sees ada", "other sees the thread's own", "ada still sees ada");
        assertThat(mdc.get()).isEqualTo("the thread's own");
    }

    @Test
    @SuppressWarnings("try") // the resources are there to be closed
    void aTokenBringsBackWhatWasThereBefore() {
        mdc.set("the thread's own");
        try (var outer = ofTask.set("outer")) {
            try (var inner = ofTask.set("inner")) {
                log.add(mdc.get());
            }
            log.add(mdc.get());
        }
        log.add(mdc.get());

        assertThat(log).containsExactly("inner", "outer", "the thread's own");
    }

    @Test
    void callbacksHaveWhatWasThereWhenTheyWereHandedIn() {
        runner.run(body(() -> {
            ofTask.set("ada");
            runner.loop().execute(() -> {
                log.add("callback sees " + mdc.get());
                mdc.set("the callback's");
            });
            return await(yieldNow(), v -> await(yieldNow(), w -> await(logging("task"))));
        }));

        assertThat(log).containsExactly("callback sees ada", "task sees ada");
    }

    @Test
    void blockingWorkHasWhatTheTaskHad() {
        var seen = runner.run(body(() -> {
            ofTask.set("ada");
            return await(toThread(mdc::get));
        }));

        assertThat(seen).isEqualTo("ada");
    }

    @Test
    void theThreadHasItsOwnValueBetweenTheRuns() {
        mdc.set("the thread's own");
        runner.run(body(() -> {
            ofTask.set("ada");
            return value(null);
        }));
        log.add(mdc.get());
        runner.run(logging("next run"));

        assertThat(log).containsExactly("the thread's own", "next run sees ada");
        assertThat(mdc.get()).isEqualTo("the thread's own");
    }

    @Test
    void theMdcOfSlf4jIsCarried() {
        var logs = new BasicMDCAdapter(); // what MDC stands before
        var ofLogs = ContextVar.<Map<String, String>>ofThread("mdc", logs::getCopyOfContextMap, logs::setContextMap);
        logs.put("host", "a");
        runner.run(body(() -> {
            ofLogs.set(Map.of("main", "yes"));
            logs.put("user", "ada");
            var child = spawn(body(() -> {
                logs.put("user", "bob");
                return await(yieldNow(), v -> value(log.add("child: " + new TreeMap<>(ofLogs.get()))));
            }));
            return await(child, v -> value(log.add("main: " + new TreeMap<>(ofLogs.get()))));
        }));

        assertThat(log).containsExactly("child: {main=yes, user=bob}", "main: {main=yes, user=ada}");
        assertThat(logs.getCopyOfContextMap()).isEqualTo(Map.of("host", "a"));
    }

    @Test
    void nothingIsReadOrWrittenWhereNobodySetsIt() {
        runner.run(Coroutines.gather(slow(1, "a"), slow(2, "b")));

        assertThat(reads).hasValue(0);
    }
}
