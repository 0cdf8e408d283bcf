package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.JavaSources;
import org.junit.jupiter.api.Test;

class DroppedCallRuleTest {
    @Test
    void aCallThatMakesACoroutineIsNoStatement() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> greet() {
                                    sayAfter("Hello");
                                    await(sayAfter("World"));
                                    return done();
                                }
                                static Coroutine<Void> sayAfter(String text) { return done(); }
                                """)).isEqualTo("""
                        A.java:4: error: [HED010] `greet` drops the coroutine that `sayAfter(..)` returns
                            sayAfter("Hello");
                            ^
                          Nothing runs until it is awaited or spawned, so this call does nothing.
                          Write `await(sayAfter(..));` to wait for it, or `spawn(sayAfter(..));` to let it run beside.
                        """);
    }

    @Test
    void norIsItInAMethodThatIsNotAsync() {
        assertThat(RuleTester.check("""
                                static void main(String[] args) {
                                    greet();
                                }
                                static Coroutine<Void> greet() { return done(); }
                                """)).isEqualTo("""
                        A.java:4: error: [HED010] `main` drops the coroutine that `greet()` returns
                            greet();
                            ^
                          Nothing runs until it is awaited or spawned, so this call does nothing.
                          Write `spawn(greet());` where an event loop runs, `run(greet());` to run one for it, or await it in an `@Async` method.
                        """);
    }

    @Test
    void norInALambdaWhoseResultNobodyTakes() {
        assertThat(RuleTester.check("""
                                void m(List<String> names) {
                                    names.forEach(
                                        name -> save(name));
                                }
                                Coroutine<Void> save(String name) { return done(); }
                                """)).startsWith("""
                        A.java:5: error: [HED010] a lambda in `m` drops the coroutine that `save(..)` returns
                            name -> save(name));
                                    ^
                        """);
    }

    @Test
    void whatIsAssignedIsTheLambdaNotTheCallInIt() {
        assertThat(RuleTester.check(
                                "Runnable r = () -> f();\nRunnable s = new Runnable() { public void run() { f(); } };\n"
                                        + "static Coroutine<Void> f() { return done(); }")
                        .lines()
                        .filter(line -> line.contains("[HED")))
                .containsExactly(
                        "A.java:3: error: [HED010] a lambda in `new A(..)` drops the coroutine that `f()` returns",
                        "A.java:4: error: [HED010] `run` drops the coroutine that `f()` returns");
    }

    @Test
    void whatTheLibraryReturnsIsNoStatementEither() {
        assertThat(RuleTester.check("@Async Coroutine<Void> m() { sleep(ZERO); gather(m(), m()); return done(); }"))
                .contains(
                        "drops the coroutine that `sleep(..)` returns", "drops the coroutine that `gather(..)` returns")
                .doesNotContain("`m()` returns");
    }

    @Test
    void inEveryPlaceWhereAStatementStands() {
        assertThat(RuleTester.check("""
                                static { f(1); }
                                { f(2); }
                                void loop(Iterator<String> i) { for (f(3); i.hasNext(); f(4)) { i.next(); } }
                                void arms(int n) { switch (n) { case 1 -> f(5); default -> { f(6); } } }
                                void tries() { try { f(7); } catch (RuntimeException e) { f(8); } finally { f(9); } }
                                static Coroutine<Void> f(int n) { return done(); }
                                """).lines().filter(line -> line.contains("[HED010]")))
                .containsExactly(
                        "A.java:3: error: [HED010] the static initializer of `A` drops the coroutine that `f(..)` returns",
                        "A.java:4: error: [HED010] `new A(..)` drops the coroutine that `f(..)` returns",
                        "A.java:5: error: [HED010] `loop` drops the coroutine that `f(..)` returns",
                        "A.java:6: error: [HED010] `arms` drops the coroutine that `f(..)` returns",
                        "A.java:7: error: [HED010] `tries` drops the coroutine that `f(..)` returns");
    }

    @Test
    void whatIsTakenIsNotDropped() {
        assertThat(RuleTester.check("""
                                Coroutine<Void> field;
                                @Async Coroutine<Void> m(boolean b, List<Object> all, Coroutine<Void>[] array) {
                                    await(f());
                                    spawn(f());
                                    field = f();
                                    array[0] = f();
                                    all.add(f());
                                    all.add(b ? f() : null);
                                    Coroutine<Void> local = f();
                                    Coroutine<Void> other = local;
                                    if (b) { await(other); }
                                    Supplier<Coroutine<Void>> supplier = () -> f();
                                    supplier.get();
                                    Objects.requireNonNull(f());
                                    f().hashCode();
                                    if (f() == null) { return null; }
                                    Object cast = (Object) f();
                                    synchronized (cast) { b = !b; }
                                    return f();
                                }
                                static Coroutine<Void> f() { return done(); }
                                """)).isEmpty();
    }

    @Test
    void aValueIsNothingThatCouldRun() {
        assertThat(RuleTester.check(
                        "void m() { done(); done(1); Coroutine<Void> start = done(); start = f(); spawn(start); }"
                                + " Coroutine<Void> f() { return done(); }"))
                .isEmpty();
    }

    @Test
    void codeThatNothingLeadsToIsPassedOver() {
        assertThat(RuleTester.check("void m() { while (true) { spawn(f()); } } Coroutine<Void> f() { return done(); }"))
                .isEmpty();
    }

    @Test
    void aQuestionToAMockIsNoCall() {
        var members = """
                interface Service { Coroutine<String> fetch(int id); static Coroutine<String> home() { return done(""); } }
                void m(Service service, org.mockito.InOrder order) {
                    org.mockito.Mockito.verify(service).fetch(1);
                    order.verify(service).fetch(2);
                    org.mockito.Mockito.when(() -> Service.home());
                    org.mockito.Mockito.when(Service::home);
                    new org.easymock.EasyMock().mock(service).fetch(3);
                    service.fetch(4);
                }
                """;
        var sources = RuleTester.classOf(members)
                .and(
                        "package org.mockito;\npublic class Mockito { public static <T> T verify(T mock) { return mock; }"
                                + " public interface Verification { void apply(); }"
                                + " public static void when(Verification v) {} }",
                        "package org.mockito;\npublic interface InOrder { <T> T verify(T mock); }",
                        "package org.easymock;\npublic class EasyMock { public <T> T mock(T mock) { return mock; } }");

        assertThat(RuleTester.check(sources).lines().filter(line -> line.contains("[HED")))
                .containsExactly("A.java:10: error: [HED010] `m` drops the coroutine that `fetch(..)` returns");
    }

    @Test
    void packagesAndClassesOfFurtherMockingLibrariesCanBeNamed() {
        var members = """
                interface Service { Coroutine<String> fetch(int id); }
                void m(Service service) {
                    com.acme.mocks.deep.Mocks.verify(service).fetch(1);
                    com.acme.Asker.verify(service).fetch(2);
                    com.acme.Asker.Inner.verify(service).fetch(3);
                    com.acme.AskerOfOthers.verify(service).fetch(4);
                }
                """;
        var verify = "public static <T> T verify(T mock) { return mock; }";
        var sources = RuleTester.classOf(members)
                .and(
                        "package com.acme.mocks.deep;\npublic class Mocks { " + verify + " }",
                        "package com.acme;\npublic class Asker { " + verify + " public static class Inner { " + verify
                                + " } }",
                        "package com.acme;\npublic class AskerOfOthers { " + verify + " }");

        assertThat(RuleTester.checkWithMocks(sources, "com.acme.mocks", "com.acme.Asker")
                        .lines()
                        .filter(line -> line.contains("[HED")))
                .containsExactly("A.java:8: error: [HED010] `m` drops the coroutine that `fetch(..)` returns");
    }

    @Test
    void aFieldOfAnotherClassMayBeFilledAndRead() {
        assertThat(RuleTester.check(JavaSources.of("""
                                package p;
                                import io.heddle.*;
                                public class Base {
                                    protected Coroutine<String> held;
                                    protected static Coroutine<String> shared;
                                    protected Coroutine<String> made() { return null; }
                                }
                                """, """
                                package q;
                                import io.heddle.*;
                                class Sub extends p.Base {
                                    class Inner {
                                        void fill() {
                                            held = made();
                                            shared = made();
                                            held = null;
                                        }
                                        Coroutine<String> read() {
                                            try {
                                                return held;
                                            } finally {
                                                fill();
                                            }
                                        }
                                    }
                                }
                                """))).isEmpty();
    }

    @Test
    void aPrivateMethodOfAnotherClassIsFoundBehindItsAccessor() {
        assertThat(RuleTester.check(RuleTester.classOf("""
                                private Coroutine<Void> f(int n) { return done(); }
                                class Inner { void m() { f(1); } }
                                """).withOptions("--release", "8")))
                .contains("HED010");
    }
}
