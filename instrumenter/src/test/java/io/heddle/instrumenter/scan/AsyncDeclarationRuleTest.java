package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.fixture.Messages;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class AsyncDeclarationRuleTest {
    @Test
    void anAsyncMethodReturnsWhatCanBeAwaited() {
        assertThat(RuleTester.check("""
                                @Async
                                static int total(
                                        String name) {
                                    int sum = 1;
                                    return sum + await(done(2));
                                }
                                """)).isEqualTo("""
                        A.java:4: error: [HED005] `total` is `@Async`, but returns `int`
                            static int total(
                                       ^
                          An async method may come back before its result is there; so it returns what the result is awaited from: a `Coroutine`, a `Task`, a `CompletableFuture` or a `CompletionStage`.
                          Write `@Async static Coroutine<Integer> total(..)`.
                        """);
    }

    @Test
    void theRemedyBoxesPrimitivesAndKeepsTypeArguments() {
        assertThat(RuleTester.check("@Async void m() {}"))
                .contains("`m` is `@Async`, but returns `void`", "Write `@Async Coroutine<Void> m(..)`.");
        assertThat(RuleTester.check("@Async char m() { return 'a'; }"))
                .contains("Write `@Async Coroutine<Character> m(..)`.");
        assertThat(RuleTester.check("@Async double[] m() { return null; }"))
                .contains("but returns `double[]`", "Write `@Async Coroutine<double[]> m(..)`.");
        assertThat(RuleTester.check("@Async boolean m() { return true; }"))
                .contains("Write `@Async Coroutine<Boolean> m(..)`.");
        assertThat(RuleTester.check("@Async Map<String, ? super A> m() { return null; }"))
                .contains(
                        "but returns `Map<String, ? super A>`",
                        "Write `@Async Coroutine<Map<String, ? super A>> m(..)`.");
    }

    @Test
    void anotherFutureIsReplacedByACoroutine() {
        assertThat(RuleTester.check("@Async Future<String> m() { return null; }"))
                .contains("but returns `Future<String>`", "Write `@Async Coroutine<..> m(..)`.");
        assertThat(RuleTester.check("@Async Awaitable<String> m() { return done(); }".replace("done()", "done(\"\")")))
                .contains("but returns `Awaitable<String>`", "Write `@Async Coroutine<..> m(..)`.");
    }

    @Test
    void anAbstractMethodHasNoBodyToWeave() {
        assertThat(RuleTester.check("""
                                interface Home {
                                    @Async
                                    Coroutine<String> fetch(int id);
                                }
                                """)).isEqualTo("""
                        A.java:5: error: [HED006] `fetch` is `@Async`, but has no body
                            Coroutine<String> fetch(int id);
                                              ^
                          `@Async` is about the body of a method, which it makes resumable.
                          Leave `@Async` away here; each method that implements `fetch` says for itself whether it is async.
                        """);
    }

    @Test
    void aNativeMethodHasNone() {
        assertThat(RuleTester.check("@Async native Coroutine<String> fetch();")).isEqualTo("""
                        A.java:3: error: [HED006] `fetch` is `@Async`, but its body is native
                            @Async native Coroutine<String> fetch();
                                                            ^
                          `@Async` is about the body of a method, which it makes resumable.
                          Write an `@Async` method in Java that calls `fetch`.
                        """);
    }

    @Test
    void aConstructorCannotBeSuspended() {
        assertThat(RuleTester.check(classWithAsyncConstructor()).stream().map(Messages::of))
                .containsExactly("""
                        p.A: error: [HED006] `new A(..)` is `@Async`, but a constructor can't be suspended
                          `@Async` is about the body of a method, which it makes resumable.
                          Write a factory method, `@Async static Coroutine<..> create(..)`, which awaits and then calls the constructor.""".stripTrailing());
    }

    @Test
    void anAsyncMethodIsNotSynchronized() {
        assertThat(RuleTester.check("@Async synchronized Coroutine<Void> m() { await(sleep(ZERO)); return done(); }"))
                .isEqualTo("""
                        A.java:3: error: [HED007] `m` is `@Async` and `synchronized`
                            @Async synchronized Coroutine<Void> m() { await(sleep(ZERO)); return done(); }
                                                                ^
                          A lock belongs to a thread, and while the method waits, its thread runs other tasks with the lock held.
                          Leave `synchronized` away: the tasks of one event loop never run at the same time. What other threads share goes in a `synchronized` block that doesn't await.
                        """);
    }

    @Test
    void aTestIsNotSynchronizedAndMayHaveNoBodyOfItsOwn() {
        assertThat(RuleTester.check("@org.junit.jupiter.api.Test synchronized Coroutine<Void> m() { return done(); }"))
                .startsWith("A.java:3: error: [HED007] `m` is a test that returns a coroutine and `synchronized`\n");
        assertThat(RuleTester.check("static abstract class Contract {"
                        + " @org.junit.jupiter.api.Test abstract Coroutine<Void> works(); }"))
                .isEmpty();
    }

    @Test
    void bridgesArePassedOver() {
        assertThat(RuleTester.check("""
                                interface Home<T> { Object fetch(T name); }
                                static class Town implements Home<String> {
                                    @Async public Coroutine<String> fetch(String name) { return done(name); }
                                }
                                """)).isEmpty();
    }

    private static byte[] classWithAsyncConstructor() {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "p/A", null, "java/lang/Object", null);
        var constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitAnnotation(RuntimeMembers.ASYNC_DESC, false).visitEnd();
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
