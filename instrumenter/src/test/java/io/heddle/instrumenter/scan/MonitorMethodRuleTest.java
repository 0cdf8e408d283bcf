package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.JavaSources;
import org.junit.jupiter.api.Test;

class MonitorMethodRuleTest {
    private static final String CONDITION = "package io.heddle.sync;\npublic class AsyncCondition {"
            + " public io.heddle.Coroutine<Void> awaitSignal() { throw new IllegalStateException(); } }";
    private static final String QUEUE = "package io.heddle.sync;\npublic class AsyncQueue<T> {}";

    @Test
    void aConditionIsWaitedForByItsOwnMethod() {
        assertThat(check("""
                                void m(AsyncCondition condition) throws InterruptedException {
                                    condition.wait();
                                }
                                """)).isEqualTo("""
                        A.java:4: error: [HED014] `m` calls `wait()` of `Object` on an `AsyncCondition`
                            condition.wait();
                                      ^
                          That is the monitor of a thread: the call would block the event loop or wake nobody.
                          Write `await(condition.awaitSignal())` or `await(event.awaitSet())`.
                        """);
    }

    @Test
    void everyFormIsFoundWhereverTheReceiverComesFrom() {
        assertThat(check("""
                                AsyncCondition field;
                                AsyncCondition get() { return field; }
                                void m(Object o, AsyncCondition[] all, boolean b) throws InterruptedException {
                                    field.wait(1);
                                    get().wait(1, 2);
                                    ((AsyncCondition) o).notify();
                                    new AsyncCondition().notifyAll();
                                    var c = b ? field : get();
                                    c.notify();
                                    new AsyncQueue<String>() {}.notifyAll();
                                }
                                """).lines().filter(line -> line.contains("[HED") || line.startsWith("  Write")))
                .containsExactly(
                        "A.java:6: error: [HED014] `m` calls `wait(..)` of `Object` on an `AsyncCondition`",
                        "  Write `await(condition.awaitSignal())` or `await(event.awaitSet())`.",
                        "A.java:7: error: [HED014] `m` calls `wait(..)` of `Object` on an `AsyncCondition`",
                        "  Write `await(condition.awaitSignal())` or `await(event.awaitSet())`.",
                        "A.java:8: error: [HED014] `m` calls `notify()` of `Object` on an `AsyncCondition`",
                        "  Write `condition.signal()` or `event.set()`.",
                        "A.java:9: error: [HED014] `m` calls `notifyAll()` of `Object` on an `AsyncCondition`",
                        "  Write `condition.signalAll()` or `event.set()`.",
                        "A.java:11: error: [HED014] `m` calls `notify()` of `Object` on an `AsyncCondition`",
                        "  Write `condition.signal()` or `event.set()`.",
                        "A.java:12: error: [HED014] `m` calls `notifyAll()` of `Object` on an `AsyncQueue`",
                        "  Write `condition.signalAll()` or `event.set()`.");
    }

    @Test
    void elementsOfArraysAndMethodReferencesAreFoundToo() {
        assertThat(check("""
                                AsyncCondition[] field;
                                void m(AsyncCondition[] all, AsyncCondition one) {
                                    all[0].notify();
                                    for (var c : field) { c.notifyAll(); }
                                    Runnable bound = one::notify;
                                    java.util.function.Consumer<AsyncCondition> unbound = AsyncCondition::notifyAll;
                                }
                                """).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:5: error: [HED014] `m` calls `notify()` of `Object` on an `AsyncCondition`",
                        "A.java:6: error: [HED014] `m` calls `notifyAll()` of `Object` on an `AsyncCondition`",
                        "A.java:7: error: [HED014] `m` calls `notify()` of `Object` on an `AsyncCondition`",
                        "A.java:8: error: [HED014] `m` calls `notifyAll()` of `Object` on an `AsyncCondition`");
    }

    @Test
    void theMonitorOfAnArrayIsAnyObjects() {
        assertThat(check("void m() { var all = new AsyncCondition[1]; synchronized (all) { all.notify(); } }"))
                .isEmpty();
    }

    @Test
    void otherObjectsMayBeWaitedFor() {
        assertThat(check("""
                                AsyncCondition field;
                                void m(Object lock) throws InterruptedException {
                                    synchronized (lock) { lock.wait(); lock.notifyAll(); this.notify(); }
                                }
                                void wait(String s) { wait("x"); }
                                """)).isEmpty();
    }

    private static String check(String members) {
        return RuleTester.check(JavaSources.of("import io.heddle.sync.*;\nclass A {\n" + members + "\n}\n")
                .and(CONDITION, QUEUE));
    }
}
