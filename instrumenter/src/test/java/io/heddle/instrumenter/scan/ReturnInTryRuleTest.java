package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnInTryRuleTest {
    private static final String F = "Coroutine<String> f() { return done(\"\"); }\nvoid g() {}\n";

    @Test
    void aTryDoesNotWaitForACoroutineThatIsHandedOn() {
        assertThat(RuleTester.check("""
                                Coroutine<String> m() {
                                    try {
                                        return f();
                                    } catch (IllegalStateException e) {
                                        return done("none");
                                    }
                                }
                                Coroutine<String> f() { return done(""); }
                                """)).isEqualTo("""
                        A.java:5: error: [HED013] `m` returns the coroutine of `f()` inside a `try`, but is not `@Async`
                            return f();
                                   ^
                          The coroutine runs when the `try` has long been left: no `catch` sees its failure, and `finally` runs before it.
                          Write `@Async` above the method, and the `try` waits for the coroutine; or move the `return` out of the `try`.
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try { return f(); } finally { g(); }",
                "try { return f(); } catch (IllegalStateException e) { g(); } finally { g(); } return null;",
                "try { g(); if (hashCode() == 1) { return f(); } g(); } finally { g(); } return null;",
                "try { try { return f(); } finally { g(); } } finally { g(); }",
                "try { try { g(); } finally { return f(); } } catch (IllegalStateException e) { return null; }",
                "try { synchronized (this) { return f(); } } finally { g(); }",
                "try { var y = f(); return y; } finally { g(); }",
                "try { return new Object() { Coroutine<String> y; }.y = f(); } finally { g(); }",
                "try { return hashCode() == 1 ? f() : null; } finally { g(); }",
                "try (var in = new java.io.StringReader(\"\")) { return f(); }",
                "try { for (;;) { if (hashCode() == 1) { return (Coroutine<String>) f(); } } } finally { g(); }",
            })
    void howeverTheTryLooks(String body) {
        var members = F + "Coroutine<String> m() { " + body + " }";

        assertThat(RuleTester.check(members).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:5: error: [HED013] `m` returns the coroutine of `f()` inside a `try`, but is not `@Async`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Coroutine<String> y; try { y = f(); } catch (IllegalStateException e) { y = null; } return y;",
                "Coroutine<String> y; try { y = f(); } finally { g(); } return y;",
                "try { g(); } catch (IllegalStateException e) { return f(); } return null;",
                "try { g(); } finally { g(); } return f();",
                "try { return done(\"\" + hashCode()); } finally { g(); }",
                "synchronized (this) { return f(); }",
                "try { spawn(f()); } finally { g(); } return null;",
                "Coroutine<String> y; try { y = f(); } finally { g(); } try { g(); return y; } finally { g(); }",
                "if (false) { spawn(() -> { try { return f(); } finally { g(); } }); } return null;",
                "try { Supplier<Coroutine<String>> s = () -> f(); } finally { g(); } return null;",
            })
    void whatDoesNotReturnOutOfATryIsFine(String body) {
        assertThat(RuleTester.check(F + "Coroutine<String> m() { " + body + " }"))
                .isEmpty();
    }

    @Test
    void anAsyncMethodWaitsForIt() {
        assertThat(RuleTester.check(F + "@Async Coroutine<String> m() { try { return f(); } finally { g(); } }"))
                .isEmpty();
    }

    @Test
    void soDoesALambda() {
        assertThat(RuleTester.check(F + "AsyncCallable<String> m = () -> { try { return f(); } finally { g(); } };"))
                .isEmpty();
    }

    @Test
    void aMethodOfAnotherTypeReturnsNoCoroutine() {
        assertThat(RuleTester.check(F + "Object m() { try { return f(); } finally { g(); } }"))
                .isEmpty();
    }
}
