package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.JavaSources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop over an {@code AsyncIterable} awaits, and stands where an {@code await} may. */
class AsyncLoopPlacementTest {
    @Test
    void aPlainMethodCantLoop() {
        assertThat(RuleTester.check("""
                                int m(AsyncIterable<String> xs) {
                                    int n = 0;
                                    for (String x : xs) { n++; }
                                    return n;
                                }
                                """)).isEqualTo("""
                        A.java:5: error: [HED001] `m` loops over an `AsyncIterable`, but is not `@Async`
                            for (String x : xs) { n++; }
                            ^
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Write `@Async Coroutine<Integer> m(..)`, which ends with `return done(value);`; what can't be async runs an event loop: `run(..)`.
                        """);
    }

    @Test
    void aPlainMethodCantAskForTheNextElement() {
        assertThat(RuleTester.check("""
                                void m(Lines lines) {
                                    Iterator<String> it = lines.iterator();
                                    while (it.hasNext()) { it.next(); }
                                }
                                interface Lines extends AsyncIterable<String> {}
                                """)).isEqualTo("""
                        A.java:5: error: [HED001] `m` awaits the next element of an `AsyncIterator`, but is not `@Async`
                            while (it.hasNext()) { it.next(); }
                                      ^
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Write `@Async Coroutine<Void> m(..)`, which ends with `return done();`; what can't be async runs an event loop: `run(..)`.
                        """);
    }

    @Test
    void theTypeThatTheSourceStatesIsNamed() {
        assertThat(errors("""
                void m(Lines lines) { for (String x : lines) {} }
                void n(Cursor it) { it.hasNext(); }
                interface Lines extends AsyncIterable<String> {}
                interface Cursor extends AsyncIterator<String> {}
                """))
                .containsExactly(
                        "A.java:3: error: [HED001] `m` loops over a `Lines`, but is not `@Async`",
                        "A.java:4: error: [HED001] `n` awaits the next element of a `Cursor`, but is not `@Async`");
    }

    @Test
    void aLambdaIsAsyncByItsLoopWhereItsTypeLetsIt() {
        assertThat(errors("""
                void m(AsyncIterable<String> xs) {
                    Supplier<Coroutine<Void>> good = () -> { for (String x : xs) {} return done(); };
                    Runnable bad = () -> { for (String x : xs) {} };
                }
                """))
                .containsExactly("A.java:5: error: [HED002] a lambda in `m` loops over an `AsyncIterable`, but as a"
                        + " `Runnable` it can't be async");
    }

    @Test
    void initializersCantLoop() {
        assertThat(errors("""
                A(AsyncIterable<String> xs) { for (String x : xs) {} }
                static AsyncIterable<String> all;
                static { for (String x : all) {} }
                """))
                .containsExactly(
                        "A.java:3: error: [HED003] `new A(..)` loops over an `AsyncIterable`, but a constructor can't be"
                                + " suspended",
                        "A.java:5: error: [HED004] the static initializer of `A` loops over an `AsyncIterable`, but an"
                                + " initializer can't be suspended");
    }

    @Test
    void aMonitorIsNotHeldAcrossALoop() {
        assertThat(errors("""
                @Async Coroutine<Void> m(AsyncIterable<String> xs) {
                    synchronized (this) {
                        for (String x : xs) {}
                    }
                    for (String x : xs) { synchronized (this) { if (x == null) { break; } } }
                    return done();
                }
                """))
                .containsExactly("A.java:5: error: [HED008] `m` loops over an `AsyncIterable` inside the `synchronized`"
                        + " block of line 4");
    }

    @Test
    void hasNextIsNoFunctionToBeHandedOut() {
        assertThat(RuleTester.check("BooleanSupplier m(AsyncIterator<String> it) { return it::hasNext; }"))
                .isEqualTo("""
                        A.java:3: error: [HED009] `m` refers to the `hasNext` of an `AsyncIterator` as a method
                            BooleanSupplier m(AsyncIterator<String> it) { return it::hasNext; }
                                                                                     ^
                          Whoever gets the reference would call it from code that can't be suspended.
                          Write `hasNextAsync` where a `Coroutine` is taken; elsewhere loop in an `@Async` method.
                        """);
    }

    @Test
    void whatImplementsTheseTypesMayCallWhatItOverrides() {
        assertThat(RuleTester.check(JavaSources.of("""
                import io.heddle.*;
                import java.util.function.Consumer;
                abstract class A implements AsyncIterator<String>, AsyncIterable<String> {
                    AsyncIterator<String> it;
                    AsyncIterable<String> xs;
                    public boolean hasNext() { return it.hasNext(); }
                    public void forEach(Consumer<? super String> action) { xs.forEach(action); }
                }
                """))).isEmpty();
    }

    @Test
    void otherIteratorsAreNobodysBusiness() {
        assertThat(RuleTester.check("""
                void m(List<String> xs, Iterator<String> it, AsyncIterator<String> unused) {
                    for (String x : xs) {}
                    xs.forEach(x -> {});
                    BooleanSupplier more = it::hasNext;
                }
                """)).isEmpty();
    }

    private static List<String> errors(String members) {
        return RuleTester.check(members)
                .lines()
                .filter(line -> line.contains(": error: ["))
                .toList();
    }
}
