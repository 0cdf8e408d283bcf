package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The helper is written out as javac 9 and 10 made it. */
class CloseHelperRuleTest {
    private static final String HELPER = """
            static void $closeResource(Throwable t, AutoCloseable c) {}
            static class Session implements AsyncCloseable {
                public Coroutine<Void> closeAsync() { return done(); }
            }
            """;

    @Test
    void theHelperOfOldCompilersCannotAwait() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(Session s) {
                                    $closeResource(null, s);
                                    return done();
                                }
                                """ + HELPER)).isEqualTo("""
                        A.java:4: error: [HED020] `m` awaits the close of a `Session`, but was compiled by javac 9 or 10
                            $closeResource(null, s);
                            ^
                          These compilers move the close of a try-with-resources to a helper method, which can't be suspended.
                          Compile it with a later JDK; `--release` may stay what it is.
                        """);
    }

    @Test
    void otherResourcesAreClosedByItAsEver() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(java.io.InputStream s) {
                                    $closeResource(null, s);
                                    return done();
                                }
                                """ + HELPER)).isEmpty();
    }
}
