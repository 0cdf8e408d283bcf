package io.heddle.it;

import io.heddle.it.generate.Shrinker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;

/**
 * A library's tests on its async variant, held against what they gave with the library as it was published. A test that
 * ends otherwise counts as a difference unless it does so as well with the same variant un-woven, its awaits blocking
 * (then it counts methods, or mocks a class, and has noticed those that the rewriter added), or doesn't end the same way
 * each time with the published library either.
 *
 * @param library the library
 * @param tests the names of the test classes
 * @param expected how each test ended with the library as it was published
 * @param variant how the library was made async
 */
record LibraryComparison(
        Library library, List<String> tests, SortedMap<String, TestExecutionResult> expected, LibraryVariant variant) {
    private static final int SHRINKING_ATTEMPTS = 200;

    void check() {
        var rewriter = rewriter(variant.driver(), null);
        var actual = LibraryRun.of(library.woven(rewriter, variant.options()), tests);
        var suspects = differing(expected, actual);
        var differing = suspects.size();
        if (!suspects.isEmpty()) {
            var classes = classesOf(suspects);
            suspects.removeAll(differing(expected, LibraryRun.of(library.unchanged(), classes)));
            suspects.removeAll(differing(
                    expected, LibraryRun.of(library.rewritten(rewriter(Driver.UNWOVEN, null)), classes)));
        }
        if (!suspects.isEmpty()) {
            throw difference(suspects, rewriter.awaits());
        }
        System.out.printf(
                "%s, %s: %d tests ran alike with %d methods and %d awaits; %d more differ un-woven too%n",
                library.jar().getFileName(),
                variant,
                expected.size() - differing,
                rewriter.bodies(),
                rewriter.awaits(),
                differing);
    }

    private AssertionError difference(Set<String> suspects, int awaits) {
        var classes = classesOf(suspects);
        var fewest = Shrinker.shrink(
                IntStream.range(0, awaits).boxed().toList(),
                kept -> !failures(rewriter(variant.driver(), kept), classes, suspects)
                        .isEmpty(),
                SHRINKING_ATTEMPTS);
        var smallest = rewriter(variant.driver(), fewest);
        var failures = failures(smallest, classes, suspects);
        return new AssertionError(suspects + "\n" + failures + "\nwith awaits at " + smallest.places());
    }

    private List<String> failures(AsyncRewriter rewriter, List<String> classes, Set<String> suspects) {
        var actual = LibraryRun.of(library.woven(rewriter, variant.options()), classes);
        var failures = new ArrayList<String>();
        expected.forEach((test, result) -> {
            if (suspects.contains(test) && isDifferent(result, actual.get(test))) {
                failures.add(test + ": " + actual.get(test) + ", but un-woven: " + result);
            }
        });
        return failures;
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
        return actual == null || actual.getStatus() != expected.getStatus();
    }
}
