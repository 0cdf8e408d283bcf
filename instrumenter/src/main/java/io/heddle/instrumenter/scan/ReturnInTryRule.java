package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that is not {@code @Async} hands a coroutine on without running it, so it must not do that inside a {@code
 * try}, which would be dead. (A lambda is async by itself there.)
 */
final class ReturnInTryRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (concerns(method, checked)) {
                for (var call : ReturnInTry.callsIn(method, checked.flowOf(method))) {
                    findings.report(DiagnosticCode.HED013, method, call, call.name, CoroutineCalls.describe(call));
                }
            }
        }
    }

    private static boolean concerns(MethodNode method, CheckedClass checked) {
        return CoroutineCalls.returnsCoroutine(method.desc)
                && !method.tryCatchBlocks.isEmpty()
                && !ClassScanner.saysAsync(method)
                && checked.siteOfBody(method) == null;
    }
}
