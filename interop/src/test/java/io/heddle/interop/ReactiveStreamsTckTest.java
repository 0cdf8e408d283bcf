package io.heddle.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.TestNG;

/** Runs the Reactive Streams TCK, which is written for TestNG, and shows each of its rules as a test. */
class ReactiveStreamsTckTest {
    @TestFactory
    List<DynamicTest> publisher() {
        return rules(PublisherRules.class);
    }

    @TestFactory
    List<DynamicTest> subscriber() {
        return rules(SubscriberRules.class);
    }

    private static List<DynamicTest> rules(Class<?> verification) {
        var tests = new ArrayList<DynamicTest>();
        var testng = new TestNG(false);
        testng.setVerbose(0);
        testng.setTestClasses(new Class<?>[] {verification});
        testng.addListener(new ITestListener() {
            @Override
            public void onTestSuccess(ITestResult result) {
                tests.add(DynamicTest.dynamicTest(result.getName(), () -> {}));
            }

            @Override
            public void onTestFailure(ITestResult result) {
                tests.add(DynamicTest.dynamicTest(result.getName(), () -> {
                    throw result.getThrowable();
                }));
            }
        });
        testng.run();
        assertThat(tests).as("rules that were checked").hasSizeGreaterThan(10);
        return tests;
    }
}
