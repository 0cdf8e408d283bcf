package io.heddle.it;

import io.heddle.it.generate.Shrinker;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;

/**
 * A library's tests on its async variant, held against what they gave with the library as it was published: the same
 * status, and the same failure where there is one. A test that ends otherwise counts as a difference, but for three sorts:
 *
 * <ul>
 *   <li>those that end in this other way with the same variant un-woven too, its awaits blocking: they count methods, or
 *       mock a class, and have noticed those that the rewriter added;
 *   <li>those that don't end the same way twice with the published library either;
 *   <li>those that end as expected when they are run again.
 * </ul>
 *
 * <p>All of these are named in what is printed.
 *
 * @param library the library
 * @param tests the names of the test classes
 * @param expected how each test ended with the library as it was published
 * @param variant how the library was made async
 */
record LibraryComparison(
        Library library, List<String> tests, SortedMap<String, TestExecutionResult> expected, LibraryVariant variant) {
    private static final int SHRINKING_ATTEMPTS = 200;
    /** Identity hash codes, and those of the rewriter's methods that reflection has come upon first. */
    private static final Pattern ARBITRARY =
            Pattern.compile("@[0-9a-f]+|[\\w$]+\\$(async\\$|body|unlocked|initialize)[\\w$]*(\\([^)]*\\))?");

    void check() {
        var rewriter = rewriter(variant.driver(), null);
        var weaving = new LibraryWeaving(library, variant.options());
        var files = weaving.woven(rewriter);
        var actual = LibraryRun.of(files, tests);
        var suspects = differing(expected, actual);
        var alike = expected.size() - suspects.size();
        if (!suspects.isEmpty()) {
            var classes = classesOf(suspects);
            var unstable = differing(expected, LibraryRun.of(library.unchanged(), classes));
            var again = LibraryRun.of(files, classes);
            var differingAgain = differing(expected, again);
            var unwoven = differing(again, LibraryRun.of(library.rewritten(rewriter(Driver.UNWOVEN, null)), classes));
            setAside("not the same twice as published", suspects, unstable::contains);
            setAside("as expected when run again", suspects, test -> !differingAgain.contains(test));
            setAside("the same un-woven", suspects, test -> again.containsKey(test) && !unwoven.contains(test));
        }
        System.out.printf(
                "%s, %s: %d of %d tests ran alike with %d methods and %d awaits; %d differ%n",
                library.jar().getFileName(),
                variant,
                alike,
                expected.size(),
                rewriter.bodies(),
                rewriter.awaits(),
                suspects.size());
        if (!suspects.isEmpty()) {
            throw difference(weaving, suspects, rewriter.awaits());
        }
    }

    private static void setAside(String reason, Set<String> suspects, Predicate<String> isHarmless) {
        for (var test : List.copyOf(suspects)) {
            if (isHarmless.test(test)) {
                System.out.println(reason + ": " + test);
                suspects.remove(test);
            }
        }
    }

    private AssertionError difference(LibraryWeaving weaving, SortedSet<String> suspects, int awaits) {
        var first = suspects.first();
        var published = Objects.requireNonNull(expected.get(first));
        var fewest = Shrinker.shorten(
                IntStream.range(0, awaits).boxed().toList(),
                kept -> isDifferent(published, run(weaving, first, rewriter(variant.driver(), kept))),
                SHRINKING_ATTEMPTS);
        var smallest = rewriter(variant.driver(), fewest);
        var failure = run(weaving, first, smallest);
        return new AssertionError(suspects + "\n" + first + ": " + trace(failure) + "\nbut as published: " + published
                + "\nwith awaits at " + smallest.places());
    }

    /** How {@code test} ends; null where it doesn't run at all. */
    private @Nullable TestExecutionResult run(LibraryWeaving weaving, String test, AsyncRewriter rewriter) {
        return LibraryRun.of(weaving.woven(rewriter), classesOf(Set.of(test))).get(test);
    }

    private AsyncRewriter rewriter(Driver driver, @Nullable List<Integer> kept) {
        return new AsyncRewriter(variant.seed(), driver, library.methods(), kept == null ? null : new HashSet<>(kept));
    }

    private List<String> classesOf(Set<String> suspects) {
        return tests.stream()
                .filter(name -> suspects.stream().anyMatch(test -> test.contains(":" + name + "]")))
                .toList();
    }

    private static TreeSet<String> differing(
            Map<String, TestExecutionResult> expected, Map<String, TestExecutionResult> actual) {
        var differing = new TreeSet<String>();
        expected.forEach((test, result) -> {
            if (isDifferent(result, actual.get(test))) {
                differing.add(test);
            }
        });
        return differing;
    }

    private static boolean isDifferent(TestExecutionResult expected, @Nullable TestExecutionResult actual) {
        return actual == null || !text(actual).equals(text(expected));
    }

    /** How a test ended, but for what no two runs agree on. */
    private static String text(TestExecutionResult result) {
        var failure = result.getThrowable().map(LibraryComparison::text).orElse("");
        return result.getStatus() + " " + ARBITRARY.matcher(failure).replaceAll("*");
    }

    /** The JVM says of null where the code has it from, and woven code is another. */
    private static String text(Throwable failure) {
        return failure instanceof NullPointerException ? failure.getClass().getName() : failure.toString();
    }

    private static String trace(@Nullable TestExecutionResult result) {
        if (result == null) {
            return "didn't run";
        }
        var trace = new StringWriter();
        result.getThrowable().ifPresent(failure -> failure.printStackTrace(new PrintWriter(trace)));
        return result.getStatus() + " " + trace;
    }
}
