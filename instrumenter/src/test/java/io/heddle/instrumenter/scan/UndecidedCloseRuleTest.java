package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.JavaSources;
import org.junit.jupiter.api.Test;

class UndecidedCloseRuleTest {
    @Test
    void aClassIsNamedThatWouldTellWhetherACloseAwaits() {
        assertThat(checkWithout("lib/Base", """
                        @Async static Coroutine<Void> m(lib.Connection c) {
                            c.close();
                            return done();
                        }
                        """)).isEqualTo("""
                        A.java:4: error: [HED019] `m` closes a `Connection`, but the class file of `lib.Base` can't be found
                            c.close();
                              ^
                          Whether that has to wait depends on the supertypes of this class.
                          Add the library that has it to the class path.
                        """);
    }

    @Test
    void aLambdaMayBeAsyncByTheCloseAlone() {
        assertThat(checkWithout("lib/Base", """
                        Task<Void> m(lib.Connection c) { return spawn(() -> { c.close(); return done(); }); }
                        """)).contains("[HED019] a lambda in `m` closes a `Connection`, but");
    }

    @Test
    void whereNothingCanAwaitItIsNoMatter() {
        assertThat(checkWithout("lib/Base", """
                        static Coroutine<Void> m(lib.Connection c) { c.close(); return done(); }
                        Runnable n(lib.Connection c) { return () -> c.close(); }
                        """)).isEmpty();
    }

    @Test
    void neitherIsAMissingClassOfWhichNothingIsClosed() {
        assertThat(checkWithout("lib/Base", """
                        @Async static Coroutine<Void> m(lib.Connection c, java.io.InputStream s) throws Exception {
                            s.close();
                            return done();
                        }
                        """)).isEmpty();
    }

    private static String checkWithout(String missing, String members) {
        var library = JavaSources.of(
                "package lib;\npublic class Base implements AutoCloseable { public void close() {} }",
                "package lib;\npublic class Connection extends Base {}");
        return RuleTester.checkWithout(missing, RuleTester.classOf(members).and(library));
    }
}
