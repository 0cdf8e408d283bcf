package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsyncWalkRuleTest {
    @Test
    void forEachIsRefusedInAsyncMethodsToo() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(AsyncIterable<String> xs) {
                                    xs.forEach(x -> {});
                                    return done();
                                }
                                """)).isEqualTo("""
                        A.java:4: error: [HED021] `m` calls `forEach` of an `AsyncIterable`
                            xs.forEach(x -> {});
                               ^
                          It would go through all elements by itself, where nothing can wait for the next one.
                          Write a loop in an `@Async` method: `for (var each : elements) { .. }`.
                        """);
    }

    @Test
    void forEachRemainingIsRefused() {
        assertThat(RuleTester.check("""
                                void m(AsyncIterator<String> it) {
                                    it.forEachRemaining(x -> {});
                                }
                                """)).isEqualTo("""
                        A.java:4: error: [HED021] `m` calls `forEachRemaining` of an `AsyncIterator`
                            it.forEachRemaining(x -> {});
                               ^
                          It would go through all elements by itself, where nothing can wait for the next one.
                          Write a loop in an `@Async` method: `while (iterator.hasNext()) { .. }`.
                        """);
    }

    @Test
    void theReceiverIsFollowedToWhereItComesFrom() {
        assertThat(RuleTester.check("""
                                void m(AsyncIterable<String> xs) {
                                    Iterable<String> ys = xs;
                                    ys.spliterator();
                                }
                                """))
                .startsWith("A.java:5: error: [HED021] `m` calls `spliterator` of an `AsyncIterable`\n");
    }

    @Test
    void aMethodReferenceIsRefused() {
        assertThat(RuleTester.check("""
                                Consumer<Consumer<String>> m(Lines lines) {
                                    return lines::forEach;
                                }
                                interface Lines extends AsyncIterable<String> {}
                                """)).startsWith("A.java:4: error: [HED021] `m` calls `forEach` of a `Lines`\n");
    }
}
