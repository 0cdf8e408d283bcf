package io.heddle.it;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of a library's own tests. */
final class LibraryRun implements TestExecutionListener {
    private static final List<String> LEFT_OUT =
            List.of("LRUMapTest]/[method:testSynchronizedRemoveFrom", "CSVPrinterTest]/[method:testRandom");

    private final SortedMap<String, TestExecutionResult> results = new TreeMap<>();

    private LibraryRun() {}

    /**
     * Runs tests.
     *
     * @param files the library's classes and those of its tests
     * @param tests binary names of test classes
     * @return the results by the name of the test
     */
    static SortedMap<String, TestExecutionResult> of(Map<String, byte[]> files, Collection<String> tests) {
        var thread = Thread.currentThread();
        var outer = thread.getContextClassLoader();
        var loader = new TargetLoader(files, null);
        thread.setContextClassLoader(loader);
        try {
            var run = new LibraryRun();
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectors(tests, loader))
                    .filters(bearable())
                    .configurationParameter("junit.jupiter.execution.timeout.testable.method.default", "10 m")
                    .build();
            LauncherFactory.create().execute(request, run);
            return run.results;
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    /** All but what hangs at times with the library as it was published, and what tries 20,000 random tables for hours. */
    private static PostDiscoveryFilter bearable() {
        return test -> FilterResult.includedIf(LEFT_OUT.stream()
                .noneMatch(name -> test.getUniqueId().toString().contains(name)));
    }

    private static List<ClassSelector> selectors(Collection<String> tests, ClassLoader loader) {
        var selectors = new ArrayList<ClassSelector>();
        for (var test : tests) {
            try {
                var type = loader.loadClass(test);
                // What JUnit looks at first. It gives up all classes if it can't look at one.
                if (type.getMethods().length + type.getDeclaredClasses().length > 0) {
                    selectors.add(selectClass(type));
                }
            } catch (NoClassDefFoundError ignored) {
                // A test of JUnit's older versions, or one that needs another library: nobody can run it here.
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return selectors;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
            results.put(test.getUniqueId(), result);
        }
    }
}
