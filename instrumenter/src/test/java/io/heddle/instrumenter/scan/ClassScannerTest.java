package io.heddle.instrumenter.scan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassScannerTest {
    @Test
    void findsMethodsThatSayAsyncInTheirOrder() {
        assertThat(scan("""
                                @Async static Coroutine<Void> b() { return done(); }
                                static Coroutine<Void> plain() { return done(); }
                                @Async private <T extends Comparable<T>> Coroutine<T> a(T... all) { return done(all[0]); }
                                """)).containsExactly("b COROUTINE", "a COROUTINE");
    }

    @Test
    void knowsHowEachReturnTypeStarts() {
        assertThat(scan("""
                                @Async Coroutine<Void> a() { return done(); }
                                @Async Task<Void> b() { return Task.completed(null); }
                                @Async CompletableFuture<Void> c() { return CompletableFuture.completedFuture(null); }
                                @Async CompletionStage<Void> d() { return CompletableFuture.completedFuture(null); }
                                """)).containsExactly("a COROUTINE", "b TASK", "c FUTURE", "d STAGE");
    }

    @Test
    void leavesOutWhatCannotBeAsync() {
        assertThat(scan("""
                                interface Abstract { @Async Coroutine<Void> a(); }
                                @Async native Coroutine<Void> b();
                                @Async synchronized Coroutine<Void> c() { return done(); }
                                @Async void d() {}
                                @Async int[] e() { return null; }
                                """)).isEmpty();
    }

    @Test
    void passesOverTheBridgesThatJavacAnnotates() {
        var classes = JavaSources.of("""
                        import io.heddle.*;
                        class A implements Home<String> {
                            @Async public Coroutine<String> fetch(String name) { return Coroutines.done(name); }
                        }
                        interface Home<T> { Coroutine<T> fetch(T name); }
                        """).compile();
        var scan = ClassScanner.scan(
                Classes.read(requireNonNull(classes.get("A"))), new TypeLattice(Classes.onClassPath()));

        assertThat(scan.node().methods)
                .filteredOn(method -> method.name.equals("fetch"))
                .hasSize(2);
        assertThat(scan.asyncMethods())
                .extracting(method -> method.node().desc)
                .containsExactly("(Ljava/lang/String;)Lio/heddle/Coroutine;");
    }

    @Test
    void findsLambdasThatAwait() {
        assertThat(scan("""
                                AsyncCallable<Void> field = () -> { await(yieldNow()); return done(); };
                                Task<Void> m(int i) {
                                    return spawn(() -> { await(yieldNow()); return done(); });
                                }
                                Supplier<Coroutine<String>> n() {
                                    return () -> { await(yieldNow()); return done("x" + hashCode()); };
                                }
                                Function<String, CompletionStage<String>> o() {
                                    return s -> CompletableFuture.completedFuture(await(done(s)));
                                }
                                Function<String, CompletableFuture<String>> p() {
                                    return s -> CompletableFuture.completedFuture(await(done(s)));
                                }
                                """))
                .containsExactlyInAnyOrder(
                        "lambda$new COROUTINE",
                        "lambda$m COROUTINE",
                        "lambda$n COROUTINE",
                        "lambda$o STAGE",
                        "lambda$p FUTURE");
    }

    @Test
    void findsSerializableLambdas() {
        assertThat(
                        scan(
                                "Object o = (AsyncCallable<Void> & java.io.Serializable) () -> { await(yieldNow()); return done(); };"))
                .hasSize(1)
                .allMatch(found -> found.endsWith(" COROUTINE"));
    }

    @Test
    void findsALambdaInALambda() {
        assertThat(scan("""
                                Runnable m() {
                                    return () -> spawn(() -> { await(yieldNow()); return done(); });
                                }
                                """)).containsExactly("lambda$m COROUTINE");
    }

    @Test
    void findsLambdasThatReturnACoroutineOutOfATry() {
        assertThat(scan("""
                                AsyncCallable<Void> a() { return () -> { try { return yieldNow(); } finally { hashCode(); } }; }
                                Function<Coroutine<Void>, Coroutine<Void>> b() {
                                    return c -> { try { hashCode(); return c; } finally { hashCode(); } };
                                }
                                AsyncCallable<Void> c() {
                                    return () -> { try { hashCode(); } finally { hashCode(); } return yieldNow(); };
                                }
                                AsyncCallable<Void> d() { return () -> { try { return done(); } finally { hashCode(); } }; }
                                Supplier<Object> e() { return () -> { try { return yieldNow(); } finally { hashCode(); } }; }
                                Supplier<Task<Void>> f() {
                                    return () -> { try { return spawn(yieldNow()); } finally { hashCode(); } };
                                }
                                AsyncCallable<Void> g() { return () -> { synchronized (this) { return yieldNow(); } }; }
                                """)).containsExactlyInAnyOrder("lambda$a COROUTINE", "lambda$b COROUTINE");
    }

    @Test
    void leavesOutLambdasThatDoNotAwaitOrCannot() {
        assertThat(scan("""
                                AsyncCallable<Void> a = () -> done();
                                Runnable b = () -> await(yieldNow());
                                Supplier<Object> c = () -> await(yieldNow());
                                """)).isEmpty();
    }

    @Test
    void doesNotTakeAMethodThatIsReferredToForALambda() {
        assertThat(scan("""
                                AsyncCallable<Void> a = this::m;
                                Coroutine<Void> m() { await(yieldNow()); return done(); }
                                """)).isEmpty();
    }

    private static List<String> scan(String members) {
        var source = """
                import static io.heddle.Coroutines.*;
                import io.heddle.*;
                import java.util.concurrent.*;
                import java.util.function.*;
                class A {
                """ + members + "}";
        var classFile = requireNonNull(JavaSources.of(source).compile().get("A"));
        return ClassScanner.scan(Classes.read(classFile), new TypeLattice(Classes.onClassPath()))
                .asyncMethods()
                .stream()
                .map(ClassScannerTest::describe)
                .toList();
    }

    private static String describe(AsyncMethod method) {
        ReturnKind returns = method.returns();
        assertThat(method.lambda()).isEqualTo(method.node().name.startsWith("lambda$"));
        // javac numbers lambdas, newer ones from the inside out.
        return method.node().name.replaceFirst("\\$\\d+$", "") + " " + returns;
    }

    @Test
    void findsLambdasThatCloseAnAsyncCloseable() {
        assertThat(scan("""
                                AsyncCallable<Void> a(AsyncCloseable c) { return () -> { c.close(); return done(); }; }
                                Supplier<Task<Void>> b(AsyncIterator<Void> c) {
                                    return () -> { try (c) { return Task.completed(c.next()); } };
                                }
                                AsyncCallable<Void> c(AutoCloseable c) { return () -> { c.close(); return done(); }; }
                                Runnable d(AsyncCloseable c) { return () -> c.close(); }
                                """)).containsExactlyInAnyOrder("lambda$a COROUTINE", "lambda$b TASK");
    }
}
