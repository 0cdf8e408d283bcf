package io.heddle.instrumenter.scan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.Classes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

class UnwovenUseTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Async Coroutine<Void> m() { return done(); }",
                "Runner r; void m() { r.run(() -> { await(yieldNow()); return done(); }); }",
                "void m() { await(yieldNow()); }",
                "Runnable r = () -> await(yieldNow());",
                "@Async int m() { return 1; }",
            })
    void isAClassThatSaysAsyncOrAwaits(String members) {
        assertThat(UnwovenUse.in(compile(members))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Coroutine<Void> m() { return yieldNow(); }",
                "void m() { run(yieldNow()); }",
                "void m() { if (false) { run(() -> { await(yieldNow()); return done(); }); } }",
                "abstract static class Base<T> { abstract T m(); }"
                        + " static class B extends Base<String> { String m() { return \"\"; } }",
            })
    void isNoClassThatOnlyCallsTheRuntime(String members) {
        assertThat(UnwovenUse.in(compile(members))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lio/heddle/rt/Woven;", "Lio/heddle/rt/Generated;"})
    void isNoClassThatBearsAStamp(String stamp) {
        var node = compile("void m() { await(yieldNow()); }");
        node.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode(stamp)));

        assertThat(UnwovenUse.in(node)).isFalse();
    }

    private static ClassNode compile(String members) {
        return Classes.read(requireNonNull(RuleTester.classOf(members).compile().get("A")));
    }
}
