package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwaitReferenceRuleTest {
    @Test
    void awaitIsNoFunctionToHandOut() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m(List<Coroutine<String>> all) {
                                    var texts = all.stream().map(Coroutines::<String>await).toList();
                                    return done();
                                }
                                """)).isEqualTo("""
                        A.java:4: error: [HED009] `m` refers to `await` as a method
                            var texts = all.stream().map(Coroutines::<String>await).toList();
                                                                             ^
                          Whoever gets the reference would call it from code that can't be suspended.
                          Await in a loop, `for (var each : all) { await(each); }`, or in a lambda that is async itself, `each -> done(await(each))`.
                        """);
    }

    @Test
    void otherReferencesToTheLibraryAreFine() {
        assertThat(RuleTester.check("Function<Coroutine<Void>, Task<Void>> f = Coroutines::spawn;"))
                .isEmpty();
    }

    @Test
    void theCloseOfAnAsyncCloseableIsNoFunctionEither() {
        assertThat(RuleTester.check("AutoCloseable m(AsyncIterator<String> it) {\nreturn it::close; }"))
                .isEqualTo("""
                        A.java:4: error: [HED009] `m` refers to the `close` of an `AsyncIterator` as a method
                            return it::close; }
                                       ^
                          Whoever gets the reference would call it from code that can't be suspended.
                          Write `closeAsync` where a `Coroutine` is taken; elsewhere close it in an `@Async` method.
                        """);
        assertThat(RuleTester.check("Consumer<AsyncCloseable> m() { return AsyncCloseable::close; }"))
                .contains("[HED009] `m` refers to the `close` of an `AsyncCloseable` as a method");
    }

    @Test
    void aClassThatImplementsItMayReferToIt() {
        assertThat(RuleTester.check("""
                                static abstract class Session implements AsyncCloseable {
                                    Runnable m() { return this::close; }
                                }
                                """)).isEmpty();
    }
}
