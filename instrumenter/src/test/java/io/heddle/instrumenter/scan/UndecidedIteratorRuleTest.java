package io.heddle.instrumenter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.Messages;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UndecidedIteratorRuleTest {
    @Test
    void theMissingClassIsNamed() {
        assertThat(check("@Async Coroutine<Void> m(Things xs) { for (String x : xs) {} return done(); }"))
                .isEqualTo("""
                        A.java:4: error: [HED019] `m` asks an iterator for its next element, but the class file of `Things` can't be found
                          Whether that has to wait depends on the supertypes of this class.
                          Add the library that has it to the class path.
                        """);
    }

    @Test
    void aLambdaThatMayBeAsyncByItsLoopAloneNeedsItToo() {
        assertThat(
                        check(
                                "Supplier<Coroutine<Void>> m(Things xs) { return () -> { for (String x : xs) {} return done(); }; }"))
                .startsWith("A.java:4: error: [HED019] a lambda in `m` asks an iterator for its next element");
    }

    @Test
    void whereNothingCouldAwaitNothingIsMissing() {
        assertThat(check("Coroutine<Void> m(Things xs) { for (String x : xs) {} return done(); }"))
                .isEmpty();
        assertThat(check(
                        "void m(Things xs) { Runnable r = () -> { for (String x : xs) {} }; Coroutine<Void> unused; }"))
                .isEmpty();
        assertThat(check("@Async Coroutine<Void> m(Things xs) { xs.toString(); return done(); }"))
                .isEmpty();
    }

    private static String check(String member) {
        var source = JavaSources.of(
                "import static io.heddle.Coroutines.*; import io.heddle.*;\nimport java.util.function.*;\nclass A {\n"
                        + member + "\n}\n",
                "interface Things extends Iterable<String> {}");
        var classFile = Objects.requireNonNull(source.compile().get("A"));
        var hierarchy = new OverlayHierarchy(Classes.onClassPath());
        hierarchy.add(classFile);
        var scan = ClassScanner.scan(Classes.read(classFile), new TypeLattice(hierarchy));
        return new RuleChecker(hierarchy, new TypeLattice(hierarchy), Sources.NONE, List.of())
                .check(scan).stream()
                        .map(diagnostic -> Messages.of(diagnostic) + "\n")
                        .collect(Collectors.joining());
    }
}
