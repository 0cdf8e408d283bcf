package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.scan.ClassScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NameAssignerTest {
    @Test
    void aMethodGivesItsNameAndAnOverloadedOneANumber() {
        assertThat(stems("""
                @Async Coroutine<Void> a() { return done(); }
                @Async Coroutine<Void> b() { return done(); }
                @Async Coroutine<Void> a(int i) { return done(); }
                @Async static Coroutine<Void> a(String s) { return done(); }
                """)).containsExactly("a", "b", "a$$2", "a$$3");
    }

    /** The runtime leaves one number out of what it shows in stack traces. */
    @Test
    void aNameThatEndsLikeANumberedOneIsNumbered() {
        assertThat(stems("""
                @Async Coroutine<Void> a$$2() { return done(); }
                @Async Coroutine<Void> a$$2(int i) { return done(); }
                @Async Coroutine<Void> a() { return done(); }
                """)).containsExactly("a$$2$$1", "a$$2$$2", "a");
    }

    @Test
    void namesThatDifferInCaseOnlyAreKeptApart() {
        assertThat(stems("""
                @Async Coroutine<Void> get() { return done(); }
                @Async Coroutine<Void> GET() { return done(); }
                """)).containsExactly("get", "GET$$2");
    }

    @Test
    void aNameThatTheUserHasTakenIsLeftAlone() {
        for (var taken : List.of("a$call", "a$continue", "lambda$a$start", "lambda$a$resume", "a$start", "A$CALL")) {
            assertThat(stems("@Async Coroutine<Void> a() { return done(); } void " + taken + "() {}"))
                    .as(taken)
                    .containsExactly("a$$2");
        }
        assertThat(stems("@Async Coroutine<Void> a() { return done(); } void a$other() {}"))
                .containsExactly("a");
    }

    /** {@code lambda$a$0} is the lambda's own name; the compact start of a method {@code a$0} would be called as its. */
    @Test
    void theBodyOfALambdaAndThatOfAMethodAreKeptApart() {
        var names = names("""
                AsyncCallable<Void> a() { return () -> { await(yieldNow()); return done(); }; }
                @Async static Coroutine<Void> a$0() { return done(); }
                @Async static Coroutine<Void> a$1() { return done(); }
                """);

        assertThat(names).hasSize(3);
        assertThat(names.stream().map(GeneratedNames::start)).doesNotHaveDuplicates();
        assertThat(names.stream().map(GeneratedNames::resume)).doesNotHaveDuplicates();
    }

    /** {@code A$$a} is a class {@code $a} in {@code A}, and what is generated for its methods is called as what is for those of {@code A}. */
    @Test
    void theNamesOfNestedClassesAreLeftToThem() {
        for (var taken : List.of("$a$Call", "$a$FRAME", "$a")) {
            assertThat(names("@Async Coroutine<Void> a$$b() { return done(); }"
                            + " @Async Coroutine<Void> a() { return done(); } static class " + taken + " {}"))
                    .as(taken)
                    .noneMatch(names -> (names.callClass() + names.frameClass())
                            .toUpperCase(Locale.ROOT)
                            .contains(("A$" + taken).toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void longNamesAreCutToWhatFileSystemsTake() {
        var letters = "m".repeat(59_000);

        var names = names("@Async static Coroutine<Void> " + letters + "1() { return done(); }"
                + " @Async static Coroutine<Void> " + letters + "2() { return done(); }"
                + " @Async static Coroutine<Void> " + letters + letters.substring(53_000) + "() { return done(); }");

        assertThat(names.stream().map(GeneratedNames::callClass))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name)
                        .matches("A\\$\\$m+\\$\\$[0-9a-f]{16}\\$Call")
                        .hasSizeLessThan(250));
        assertThat(names.stream().map(GeneratedNames::resume))
                .allSatisfy(name -> assertThat(name).hasSizeLessThan(65_535));
    }

    @Test
    void aMethodMayBeCalledAsAnotherOneIsSpelledInTheNameOfAFile() {
        var names = names("@Async Coroutine<Void> größe() { return done(); }"
                + " @Async Coroutine<Void> gr$u00f6$u00dfe() { return done(); }");

        assertThat(names.stream().map(GeneratedNames::callClass))
                .containsExactly("A$$gr$u00f6$u00dfe$Call", "A$$gr$u00f6$u00dfe$$2$Call");
        assertThat(names.get(0).start()).isEqualTo("lambda$größe$start");
    }

    @Test
    void tellsWhatKindOfMethodItIs() {
        var names = names("""
                @Async static Coroutine<Void> a(int i) { return done(); }
                @Async Coroutine<Void> b() { return done(); }
                """);

        assertThat(names.get(0))
                .usingRecursiveComparison()
                .isEqualTo(new GeneratedNames("A", false, true, "a", "(I)Lio/heddle/Coroutine;", "a", null, false));
        assertThat(names.get(1))
                .usingRecursiveComparison()
                .isEqualTo(new GeneratedNames("A", false, false, "b", "()Lio/heddle/Coroutine;", "b", null, false));
    }

    private static List<String> stems(String members) {
        return names(members).stream().map(GeneratedNames::stem).toList();
    }

    private static List<GeneratedNames> names(String members) {
        return new ArrayList<>(NameAssigner.assign(
                        ClassScanner.scan(MethodFixture.compile(members), new TypeLattice(Classes.onClassPath())))
                .values());
    }
}
