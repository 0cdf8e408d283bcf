package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwaitInMonitorRuleTest {
    @Test
    void aMonitorIsNotHeldAcrossAnAwait() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m() {
                                    synchronized (this) {
                                        await(sleep(ZERO));
                                    }
                                    return done();
                                }
                                """)).isEqualTo("""
                        A.java:5: error: [HED008] `m` awaits inside the `synchronized` block of line 4
                            await(sleep(ZERO));
                            ^
                          A lock belongs to a thread, and while the method waits, its thread runs other tasks with the lock held.
                          Await before the block, `var value = await(..); synchronized (lock) { .. }`, or behind it. What only the tasks of one event loop use needs no lock: they never run at the same time.
                        """);
    }

    @Test
    void anAwaitDeepInsideTheBlockIsFoundOnceForEachLine() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<String> m(Object lock, int n) {
                                    synchronized (lock) {
                                        try {
                                            for (int i = 0; i < n; i++) {
                                                if (i == 3) { continue; }
                                                await(sleep(ofMillis(i)));
                                            }
                                            if (n == 7) { return done("seven"); }
                                        } catch (IllegalStateException e) {
                                            await(sleep(ofMillis(1)));
                                        } finally {
                                            await(sleep(ofMillis(2)));
                                        }
                                    }
                                    await(sleep(ofMillis(3)));
                                    return done("");
                                }
                                """).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:8: error: [HED008] `m` awaits inside the `synchronized` block of line 4",
                        "A.java:12: error: [HED008] `m` awaits inside the `synchronized` block of line 4",
                        "A.java:14: error: [HED008] `m` awaits inside the `synchronized` block of line 4");
    }

    @Test
    void aCoroutineThatIsReturnedOutOfATryInTheBlockIsAwaitedThere() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(Object lock) {
                                    synchronized (lock) {
                                        try {
                                            return sleep(ofMillis(1));
                                        } catch (IllegalStateException e) {
                                            return done();
                                        }
                                    }
                                }
                                """).lines().filter(line -> line.contains("[HED")))
                .containsExactly("A.java:6: error: [HED008] `m` awaits inside the `synchronized` block of line 4");
    }

    @Test
    void soIsOneWhoseFinallyGivesAnotherResult() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(Object lock, Coroutine<Void> y) {
                                    synchronized (lock) {
                                        try {
                                            return y;
                                        } finally {
                                            return done();
                                        }
                                    }
                                }
                                """).lines().filter(line -> line.contains("[HED")))
                .containsExactly("A.java:6: error: [HED008] `m` awaits inside the `synchronized` block of line 4");
    }

    @Test
    void theInnermostBlockIsNamed() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(Object lock) {
                                    synchronized (this) {
                                        synchronized (lock) {
                                            await(sleep(ofMillis(1)));
                                        }
                                        await(sleep(ofMillis(2)));
                                    }
                                    return done();
                                }
                                """).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:6: error: [HED008] `m` awaits inside the `synchronized` block of line 5",
                        "A.java:8: error: [HED008] `m` awaits inside the `synchronized` block of line 4");
    }

    @Test
    void theWayOutOfTheBlockIsOutside() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<String> m(Object lock, int n) {
                                    await(sleep(ofMillis(0)));
                                    try {
                                        for (int i = 0; i < n; i++) {
                                            synchronized (lock) {
                                                if (i == 2) { break; }
                                                if (i == 3) { throw new IllegalArgumentException(); }
                                                if (i == 4) { return done("four"); }
                                                lock.hashCode();
                                            }
                                            await(sleep(ofMillis(1)));
                                        }
                                        await(sleep(ofMillis(2)));
                                    } catch (IllegalArgumentException e) {
                                        await(sleep(ofMillis(3)));
                                    } finally {
                                        await(sleep(ofMillis(4)));
                                    }
                                    return done("");
                                }
                                """)).isEmpty();
    }

    @Test
    void aLambdaInsideTheBlockRunsElsewhere() {
        assertThat(RuleTester.check("""
                                void m() {
                                    synchronized (this) {
                                        spawn(() -> { await(sleep(ZERO)); return done(); });
                                    }
                                }
                                """)).isEmpty();
    }

    @Test
    void switchesAreFollowed() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(int n, String s) {
                                    synchronized (this) {
                                        switch (n) {
                                            case 1: return done();
                                            case 2: hashCode();
                                            case 3: await(sleep(ofMillis(1))); break;
                                            default: break;
                                        }
                                        switch (s) {
                                            case "a" -> await(sleep(ofMillis(2)));
                                            default -> {}
                                        }
                                    }
                                    switch (n) {
                                        case 100: return done();
                                        default: await(sleep(ofMillis(3)));
                                    }
                                    return done();
                                }
                                """).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:8: error: [HED008] `m` awaits inside the `synchronized` block of line 4",
                        "A.java:12: error: [HED008] `m` awaits inside the `synchronized` block of line 4");
    }

    @Test
    void theCloseOfAnAsyncCloseableIsAnAwait() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(AsyncCloseable session) {
                                    synchronized (this) {
                                        session.close();
                                    }
                                    return done();
                                }
                                """))
                .startsWith("A.java:5: error: [HED008] `m` awaits the close of an `AsyncCloseable` inside the"
                        + " `synchronized` block of line 4\n");
    }

    @Test
    void aClassThatImplementsItIsSparedWhereItCannotAwait() {
        assertThat(RuleTester.check("""
                                static abstract class Session implements AsyncCloseable {
                                    AsyncCloseable inner;
                                    public void close() { synchronized (this) { inner.close(); } }
                                }
                                """)).isEmpty();
        assertThat(RuleTester.check("""
                                static abstract class Session implements AsyncCloseable {
                                    AsyncCloseable inner;
                                    @Async public Coroutine<Void> closeAsync() { synchronized (this) { inner.close(); } return done(); }
                                }
                                """))
                .contains("[HED008] `closeAsync` awaits the close of an `AsyncCloseable` inside the");
    }
}
