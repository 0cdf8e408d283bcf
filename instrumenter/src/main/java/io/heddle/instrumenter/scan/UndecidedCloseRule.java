package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.analysis.KotlinUse;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Where a close could be an await, the class files must be there that tell whether it is one. */
final class UndecidedCloseRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (checked.mayBeAsync(method)) {
                CloseCalls.of(checked.node().name, method, checked.lattice())
                        .undecided()
                        .forEach((call, missing) -> report(call, missing, method, findings));
            }
        }
    }

    private static void report(MethodInsnNode call, String missing, MethodNode method, Findings findings) {
        // Of what Kotlin's `use` closes, the class that is missing is all that is known.
        var isUse = KotlinUse.isClose(call);
        findings.report(
                DiagnosticCode.HED019,
                method,
                call,
                isUse ? "use" : call.name,
                "closes " + SourceNames.withArticle(isUse ? missing : call.owner),
                missing.replace('/', '.'));
    }
}
