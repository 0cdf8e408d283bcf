package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.Compiler;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IteratorCallsTest {
    private static final TypeLattice LATTICE = new TypeLattice(Classes.onClassPath());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void m(AsyncIterator<?> it) { it.hasNext(); }",
                "void m(AsyncIterable<?> xs) { xs.iterator().hasNext(); }",
                "void m(AsyncIterable<?> xs) { Iterator<?> it = xs.iterator(); it.hasNext(); }",
                "void m(AsyncIterable<?> xs) { for (Object x : xs) {} }",
                "void m(AsyncIterable<?> xs) { Iterable<?> ys = xs; for (Object y : ys) {} }",
                "void m(AsyncIterable<?> xs, boolean b) { Iterator<?> it = b ? xs.iterator() : null; it.hasNext(); }",
                "void m(AsyncIterator<?>[] its) { Iterator<?> it = its[0]; it.hasNext(); }",
                "void m() { Iterator<?> it = (new AsyncIterator<?>[1][1])[0][0]; it.hasNext(); }",
                "void m(Object o) { Iterator<?> it = (AsyncIterator<?>) o; it.hasNext(); }",
                "AsyncIterator<?> f; void m() { Iterator<?> it; Iterator<?> copy = it = f; copy.hasNext(); }",
                "void m(AsyncIterator<?> a) { Iterator<?> it = a; while (it.hasNext()) { it = it.hashCode() > 0 ? it : a; } }",
            })
    void whatIsKnownToBeAnAsyncIteratorIsAwaited(String members) {
        assertThat(calls(Compiler.JAVAC, members).hasNext()).hasSize(1);
        assertThat(calls(Compiler.ECJ, members).hasNext()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void m(Iterator<?> it) { it.hasNext(); }",
                "void m(List<?> xs) { for (Object x : xs) {} }",
                "void m(AsyncIterable<?> xs, List<?> ys, boolean b) {"
                        + " Iterator<?> it = b ? xs.iterator() : ys.iterator(); it.hasNext(); }",
                "void m(AsyncIterable<?>[] xs) { for (Iterable<?> x : Arrays.<Iterable<?>>asList(xs)) { x.iterator().hasNext(); } }",
                "void m(java.util.Scanner s) { s.hasNext(); }",
                "void m() { Iterator<?> it = null; it.hasNext(); }",
            })
    void whatMayBeAnotherIteratorIsNot(String members) {
        assertThat(calls(Compiler.JAVAC, members).hasNext()).isEmpty();
        assertThat(calls(Compiler.ECJ, members).hasNext()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSuperCallIsACallOfAnotherMethod(Compiler compiler) {
        var members = "void m() {} static abstract class B implements AsyncIterator<String> {"
                + " public boolean hasNext() { return AsyncIterator.super.hasNext(); } }";
        var node = Classes.read(Objects.requireNonNull(compiler.compile(members).get("A$B")));

        var calls = IteratorCalls.of("A$B", MethodFixture.method(node, "hasNext"), LATTICE);

        assertThat(calls.hasNext()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesThroughAllElementsByItselfIsTold(Compiler compiler) {
        var calls = calls(compiler, """
                void m(AsyncIterable<String> xs, List<String> ys) {
                    xs.forEach(x -> {});
                    xs.spliterator();
                    xs.iterator().forEachRemaining(x -> {});
                    ys.forEach(y -> {});
                    ys.spliterator();
                    ys.iterator().forEachRemaining(y -> {});
                    Iterable<String> zs = xs;
                    zs.forEach(z -> {});
                }
                """);

        assertThat(calls.walks())
                .extracting(call -> call.name)
                .containsExactly("forEach", "spliterator", "forEachRemaining", "forEach");
        assertThat(calls.walks()).extracting(LineNumbers::of).containsExactly(8, 9, 10, 15);
    }

    @Test
    void aClassThatCantBeFoundIsNamedWhereItWouldTell() {
        var method = MethodFixture.assemble("static m(Llib/Things;)V", """
                ALOAD 0
                INVOKEVIRTUAL lib/Things.iterator ()Ljava/util/Iterator;
                INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                POP
                ALOAD 0
                INVOKEVIRTUAL lib/Things.first ()Ljava/util/Iterator;
                INVOKEINTERFACE java/util/Iterator.hasNext ()Z (itf)
                POP
                RETURN
                """);

        var calls = IteratorCalls.of("A", method, LATTICE);

        assertThat(calls.hasNext()).isEmpty();
        assertThat(calls.undecided().values()).containsExactly("lib/Things");
    }

    private static IteratorCalls calls(Compiler compiler, String members) {
        var hierarchy = new OverlayHierarchy(Classes.onClassPath());
        var classFiles = compiler.compile(members);
        classFiles.values().forEach(hierarchy::add);
        var node = Classes.read(Objects.requireNonNull(classFiles.get("A")));
        return IteratorCalls.of("A", MethodFixture.method(node, "m"), new TypeLattice(hierarchy));
    }
}
