package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

class AwaitPlacementRuleTest {
    @Test
    void aPlainMethodMustNotAwait() {
        assertThat(RuleTester.check("""
                                static int total(String name) {
                                    int first = await(price(name));
                                    return first + await(price(name));
                                }
                                static Coroutine<Integer> price(String name) { return done(1); }
                                """)).isEqualTo("""
                        A.java:4: error: [HED001] `total` awaits, but is not `@Async`
                            int first = await(price(name));
                                        ^
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Write `@Async static Coroutine<Integer> total(..)`, which ends with `return done(value);`; what can't be async runs an event loop: `run(..)`.
                        """);
    }

    @Test
    void theRemedyKeepsTheTypeArguments() {
        assertThat(RuleTester.check("Map.Entry<String, List<int[]>> m() { await(sleep(ZERO)); return null; }"))
                .contains("Write `@Async Coroutine<Entry<String, List<int[]>>> m(..)`, which ends with");
    }

    @Test
    void aVoidMethodBecomesACoroutineOfVoid() {
        assertThat(RuleTester.check("void m() { await(sleep(ZERO)); }"))
                .contains("Write `@Async Coroutine<Void> m(..)`, which ends with `return done();`; what can't");
    }

    @Test
    void aMethodThatReturnsACoroutineNeedsTheAnnotationAlone() {
        assertThat(RuleTester.check("Coroutine<Void> m() {\nawait(sleep(ZERO)); return done(); }"))
                .isEqualTo("""
                        A.java:4: error: [HED001] `m` awaits, but is not `@Async`
                            await(sleep(ZERO)); return done(); }
                            ^
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Write `@Async` above `m`.
                        """);
    }

    @Test
    void kotlinsUseOfAnAsyncCloseableAwaits() {
        var method = MethodFixture.assemble("static m(Lio/heddle/AsyncCloseable;)V", """
                ALOAD 0
                CHECKCAST java/lang/AutoCloseable
                ACONST_NULL
                INVOKESTATIC kotlin/jdk7/AutoCloseableKt.closeFinally (Ljava/lang/AutoCloseable;Ljava/lang/Throwable;)V
                RETURN
                """);
        var scan = ClassScanner.scan(FixtureClassLoader.classOf("A", method), new TypeLattice(Classes.onClassPath()));

        assertThat(new RuleChecker(
                                Classes.onClassPath(), new TypeLattice(Classes.onClassPath()), Sources.NONE, List.of())
                        .check(scan))
                .extracting(
                        diagnostic -> diagnostic.message().lines().findFirst().orElseThrow())
                .containsExactly("`m` awaits the close of an `AsyncCloseable`, but is not `@Async`");
    }

    @Test
    void aTryThatScalaHasMovedGivesItsValueToAVariable() {
        assertThat(RuleTester.check("static void liftedTree1$1() { await(sleep(ZERO)); }"))
                .contains("[HED001] `liftedTree1$1` awaits, but is not `@Async`")
                .contains("put what it gives into a variable, `val value = try ..`, and use that.");
    }

    @Test
    void mainRunsAnEventLoop() {
        assertThat(RuleTester.check("public static void main(String[] args) { await(sleep(ZERO)); }"))
                .isEqualTo("""
                        A.java:3: error: [HED001] `main` awaits, but is not `@Async`
                            public static void main(String[] args) { await(sleep(ZERO)); }
                                                                     ^
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Move what awaits to an `@Async` method and run an event loop here: `run(thatMethod(..))`.
                        """);
    }

    @Test
    void aLambdaThatGivesNoCoroutineMustNotAwait() {
        assertThat(RuleTester.check("""
                                @Async static Coroutine<Void> m(List<String> names) {
                                    names.forEach(name ->
                                        await(sleep(ZERO)));
                                    return done();
                                }
                                """)).isEqualTo("""
                        A.java:5: error: [HED002] a lambda in `m` awaits, but as a `Consumer` it can't be async
                            await(sleep(ZERO)));
                            ^
                          A lambda is async only where it returns a `Coroutine`, a `Task`, a `CompletableFuture` or a `CompletionStage`.
                          Write a loop in place of the lambda, or give it to what takes an async one, such as `spawn(() -> { await(..); return done(); })`.
                        """);
    }

    @Test
    void lambdasAreNamedAfterWhereTheyStand() {
        assertThat(RuleTester.check("Runnable r = () -> await(sleep(ZERO));"))
                .contains("[HED002] a lambda in `new A(..)` awaits, but as a `Runnable` it can't be async");
        assertThat(RuleTester.check("static Runnable r = () -> await(sleep(ZERO));"))
                .contains("[HED002] a lambda in the static initializer of `A` awaits, but");
        assertThat(RuleTester.check("Supplier<Runnable> m() { return () -> () -> await(sleep(ZERO)); }"))
                .contains("[HED002] a lambda in `m` awaits, but");
    }

    @Test
    void aBodyThatRefersToItselfHasANameToo() {
        var sources = RuleTester.classOf("Runnable m() { return () -> await(sleep(ZERO)); }");

        assertThat(RuleTester.check(sources, AwaitPlacementRuleTest::moveTheSiteIntoTheBody))
                .startsWith("A.java:3: error: [HED002] a lambda in `lambda$m$0` awaits, but as a `Runnable` it");
    }

    private static void moveTheSiteIntoTheBody(ClassNode node) {
        var body = node.methods.get(2);
        for (var instruction : node.methods.get(1).instructions) {
            if (instruction instanceof InvokeDynamicInsnNode site) {
                node.methods.get(1).instructions.set(site, new InsnNode(Opcodes.ACONST_NULL));
                body.instructions.insert(new InsnNode(Opcodes.POP));
                body.instructions.insert(site);
            }
        }
    }

    @Test
    void aLambdaInALambdaIsNotPartOfIt() {
        assertThat(RuleTester.check("Runnable r = () -> spawn(() -> { await(sleep(ZERO)); return done(); });"))
                .isEmpty();
    }

    @Test
    void aConstructorMustNotAwait() {
        assertThat(RuleTester.check("""
                                static class Page {
                                    final String text;
                                    Page(Coroutine<String> text) {
                                        this.text = await(text);
                                    }
                                }
                                """)).isEqualTo("""
                        A.java:6: error: [HED003] `new Page(..)` awaits, but a constructor can't be suspended
                            this.text = await(text);
                                        ^
                          `new` gives a complete object or none; initializers of fields are a part of it.
                          Await first and hand the result over: `@Async static Coroutine<Page> create(..) { return done(new Page(await(..))); }`.
                        """);
    }

    @Test
    void anInitializerOfAFieldIsPartOfTheConstructor() {
        assertThat(RuleTester.check("Object value = await(sleep(ZERO));"))
                .contains("A.java:3: error: [HED003] `new A(..)` awaits, but a constructor can't be suspended");
    }

    @Test
    void anAnonymousClassHasAnInitializerToo() {
        assertThat(RuleTester.check("Object o = new Object() { { await(sleep(ZERO)); } };"))
                .isEqualTo("""
                        A.java:3: error: [HED003] the initializer of an anonymous class in `A` awaits, but a constructor can't be suspended
                            Object o = new Object() { { await(sleep(ZERO)); } };
                                                        ^
                          `new` gives a complete object or none; initializers of fields are a part of it.
                          Await before the object is made, `var value = await(..);`, and use the value in it.
                        """);
    }

    @Test
    void aStaticInitializerMustNotAwait() {
        assertThat(RuleTester.check("static final Object VALUE = await(sleep(ZERO));"))
                .isEqualTo("""
                        A.java:3: error: [HED004] the static initializer of `A` awaits, but an initializer can't be suspended
                            static final Object VALUE = await(sleep(ZERO));
                                                        ^
                          Until the initializer ends, every other thread that needs the class waits for it.
                          Await in an `@Async` method, `@Async static Coroutine<Void> load() { .. }`, or run an event loop here: `run(load())`.
                        """);
    }

    @Test
    void aMethodOfAnAnonymousClassIsAMethod() {
        assertThat(RuleTester.check(
                        "@Async Coroutine<Runnable> m() { return done(new Runnable() {\npublic void run() {\n"
                                + "await(sleep(ZERO)); } }); }"))
                .contains("A.java:5: error: [HED001] `run` awaits, but is not `@Async`");
    }

    @Test
    void awaitsOfStagesCountToo() {
        assertThat(RuleTester.check("String m(CompletableFuture<String> f) { return await(f); }"))
                .contains("[HED001] `m` awaits, but is not `@Async`");
    }

    @Test
    void asyncMethodsAndLambdasMayAwait() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Void> m() { await(sleep(ZERO)); return done(); }
                                AsyncCallable<Void> c = () -> { await(sleep(ZERO)); return done(); };
                                """)).isEmpty();
    }

    @Test
    void withoutTheSourceTheLineIsNotShown() {
        assertThat(RuleTester.checkWithoutSource(RuleTester.classOf("void m() {\nawait(sleep(ZERO));\n}")))
                .isEqualTo("""
                        A.java:4: error: [HED001] `m` awaits, but is not `@Async`
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Write `@Async Coroutine<Void> m(..)`, which ends with `return done();`; what can't be async runs an event loop: `run(..)`.
                        """);
    }

    @Test
    void withoutDebugDataTheClassIsNamed() {
        var sources = JavaSources.of(
                        "package p;\nclass Outer { static class Inner { void m() { io.heddle.Coroutines.await(io.heddle"
                                + ".Coroutines.done()); } } }")
                .withOptions("-g:none");

        assertThat(RuleTester.checkWithoutSource(sources))
                .startsWith("p.Outer$Inner: error: [HED001] `m` awaits, but is not `@Async`\n");
    }

    @Test
    void aLambdaThatTheCompilerLeftOutIsNobodysMistake() {
        assertThat(RuleTester.check("""
                                @Async Coroutine<Integer> m() {
                                    if (false) {
                                        AsyncCallable<Integer> never = () -> done(await(done(1)));
                                    }
                                    return done(2);
                                }
                                """)).isEmpty();
    }

    @Test
    void theCloseOfAnAsyncCloseableIsAnAwait() {
        assertThat(RuleTester.check("""
                                static void m(AsyncCloseable session) {
                                    session.close();
                                }
                                """)).isEqualTo("""
                        A.java:4: error: [HED001] `m` awaits the close of an `AsyncCloseable`, but is not `@Async`
                            session.close();
                                    ^
                          Only an `@Async` method can be suspended at an `await` and go on behind it later.
                          Write `@Async static Coroutine<Void> m(..)`, which ends with `return done();`; what can't be async runs an event loop: `run(..)`.
                        """);
    }

    @Test
    void soIsATryWithResourcesOnOne() {
        assertThat(RuleTester.check("""
                                int m(AsyncIterator<Integer> numbers) {
                                    try (AsyncIterator<Integer> it = numbers) {
                                        return it.next();
                                    }
                                }
                                """))
                .contains("[HED001] `m` awaits the close of an `AsyncIterator`, but is not `@Async`");
    }

    @Test
    void aCloseMustNotAwaitInOtherPlacesEither() {
        assertThat(RuleTester.check("Runnable m(AsyncCloseable c) { return () -> c.close(); }"))
                .contains("[HED002] a lambda in `m` awaits the close of an `AsyncCloseable`, but as a `Runnable` it");
        assertThat(RuleTester.check("A(AsyncCloseable c) { c.close(); }"))
                .contains("[HED003] `new A(..)` awaits the close of an `AsyncCloseable`, but a constructor can't");
        assertThat(RuleTester.check("static AsyncCloseable c; static { c.close(); }"))
                .contains("[HED004] the static initializer of `A` awaits the close of an `AsyncCloseable`, but an");
    }

    @Test
    void whatImplementsAsyncCloseableMayCloseAsItCan() {
        assertThat(RuleTester.check("""
                                static abstract class Session implements AsyncCloseable {
                                    AsyncCloseable inner;
                                    public void close() { inner.close(); }
                                }
                                """)).isEmpty();
        assertThat(RuleTester.check("""
                                static abstract class Session implements AsyncCloseable {
                                    public void close() { await(closeAsync()); }
                                }
                                """)).contains("[HED001] `close` awaits, but is not `@Async`");
    }
}
