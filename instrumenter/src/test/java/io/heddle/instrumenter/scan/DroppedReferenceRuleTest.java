package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DroppedReferenceRuleTest {
    @Test
    void aMethodThatReturnsACoroutineIsNoCallback() {
        assertThat(RuleTester.check("""
                                void m(List<String> names) {
                                    names.forEach(this::save);
                                }
                                Coroutine<Void> save(String name) { return done(); }
                                """)).isEqualTo("""
                        A.java:4: error: [HED011] `m` hands out `A::save` as a `Consumer`, which drops the coroutine that it returns
                            names.forEach(this::save);
                                                ^
                          Nothing runs until it is awaited or spawned, so these calls would do nothing.
                          Await in a loop, `for (var each : all) { await(save(each)); }`, or spawn: `each -> spawn(save(each))`.
                        """);
    }

    @Test
    void norIsItARunnable() {
        assertThat(RuleTester.check("Runnable r = A::save; static Coroutine<Void> save() { return done(); }"))
                .isEqualTo("""
                        A.java:3: error: [HED011] `new A(..)` hands out `A::save` as a `Runnable`, which drops the coroutine that it returns
                            Runnable r = A::save; static Coroutine<Void> save() { return done(); }
                                            ^
                          Nothing runs until it is awaited or spawned, so these calls would do nothing.
                          Spawn it: `() -> spawn(save())`.
                        """);
    }

    @Test
    void whereTheResultIsTakenItIsFine() {
        assertThat(RuleTester.check("""
                                Function<String, Coroutine<Void>> f = this::save;
                                AsyncCallable<Void> c = () -> save("x");
                                Coroutine<Void> save(String name) { return done(); }
                                """)).isEmpty();
    }

    @Test
    void aReferenceForAMockIsFine() {
        var sources = RuleTester.classOf("""
                        void m(A service) {
                            org.mockito.Mockito.when(service::save);
                            List.of("x").forEach(org.mockito.Mockito.verify(service)::save);
                            List.of("x").forEach(service::save);
                        }
                        Coroutine<Void> save(String name) { return done(); }
                        """)
                .and("package org.mockito;\npublic class Mockito { public static <T> T verify(T mock) { return mock; }"
                        + " public interface Verification { void apply(String s); }"
                        + " public static void when(Verification v) {} }");

        assertThat(RuleTester.check(sources).lines().filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:6: error: [HED011] `m` hands out `A::save` as a `Consumer`, which drops the coroutine that it returns");
    }
}
