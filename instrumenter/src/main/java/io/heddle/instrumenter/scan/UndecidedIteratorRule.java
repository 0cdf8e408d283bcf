package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;

/** Where a loop could await its elements, the class files must be there that tell whether it does. */
final class UndecidedIteratorRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (checked.mayBeAsync(method)) {
                checked.iteratorCallsOf(method)
                        .undecided()
                        .forEach((call, missing) -> findings.report(
                                DiagnosticCode.HED019,
                                method,
                                call,
                                call.name,
                                "asks an iterator for its next element",
                                missing.replace('/', '.')));
            }
        }
    }
}
