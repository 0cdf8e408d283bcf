package io.heddle.it;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An error in any leaf and in any capture is the task's failure, or what the program makes of it: every
 * {@code finally} runs, and nothing ever completes with a wrong value.
 */
class ErrorInjectionTest {
    @TestFactory
    Stream<DynamicTest> targets() throws IOException {
        var runs = HandWritten.runs(Compilation.standard(), Shape.AUTO);
        return TargetCase.of(runs.targets())
                .filter(target -> target.expected() == null)
                .flatMap(target -> tests(runs, target));
    }

    private static Stream<DynamicTest> tests(TargetRuns runs, TargetCase target) {
        var suspending = new ErrorInjection(runs, target, Script.always(Resumption.CALLBACK));
        var ready = new ErrorInjection(runs, target, Script.always(Resumption.READY));
        var mixed = new ErrorInjection(runs, target, Script.random(1));
        return Stream.of(
                dynamicTest(target + ", a leaf fails at once", () -> {
                    ready.intoLeaves(Resumption.READY);
                    suspending.intoLeaves(Resumption.READY);
                }),
                dynamicTest(target + ", a leaf fails when it is registered", () -> {
                    suspending.intoLeaves(Resumption.REFUSED);
                    mixed.intoLeaves(Resumption.REFUSED);
                }),
                dynamicTest(target + ", a leaf fails later", () -> {
                    suspending.intoLeaves(Resumption.CALLBACK);
                    mixed.intoLeaves(Resumption.YIELD);
                }),
                dynamicTest(target + ", a capture fails", () -> {
                    suspending.intoCaptures();
                    mixed.intoCaptures();
                }));
    }
}
