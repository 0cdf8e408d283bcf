package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ReturnKind;
import org.objectweb.asm.tree.MethodNode;

/** Where a close could be an await, the class files must be there that tell whether it is one. */
final class UndecidedCloseRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (mayAwait(method, checked)) {
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

    /** A lambda may be async by nothing but its closes. */
    private static boolean mayAwait(MethodNode method, CheckedClass checked) {
        return checked.isAsync(method) || (checked.siteOfBody(method) != null && ReturnKind.of(method.desc) != null);
    }
}
