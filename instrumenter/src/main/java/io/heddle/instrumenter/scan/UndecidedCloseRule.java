package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;

/** Where a close could be an await, the class files must be there that tell whether it is one. */
final class UndecidedCloseRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (checked.mayBeAsync(method)) {
                CloseCalls.of(method, checked.lattice())
                        .undecided()
                        .forEach((call, missing) -> findings.report(
                                DiagnosticCode.HED019,
                                method,
                                call,
                                call.name,
                                "closes " + SourceNames.withArticle(call.owner),
                                missing.replace('/', '.')));
            }
        }
    }
}
