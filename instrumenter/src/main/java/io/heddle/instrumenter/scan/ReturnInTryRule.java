package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.TryReturns;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method that is not {@code @Async} hands a coroutine on without running it, so it must not do that inside a {@code
 * try}, which would be dead. (A lambda is async by itself there.) A coroutine that was made before the {@code try} is
 * not what the {@code try} is about.
 */
final class ReturnInTryRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (concerns(method, checked)) {
                check(method, checked, findings);
            }
        }
    }

    private static boolean concerns(MethodNode method, CheckedClass checked) {
        return CoroutineCalls.returnsCoroutine(method.desc)
                && !method.tryCatchBlocks.isEmpty()
                && !ClassScanner.saysAsync(method)
                && checked.siteOfBody(method) == null
                && !AwaitPlacementRule.isOrphan(method, false);
    }

    private static void check(MethodNode method, CheckedClass checked, Findings findings) {
        var returns = TryReturns.of(checked.node(), method, checked.lattice());
        for (var value : returns.values()) {
            for (var origin : checked.flowOf(method).onStack(value.getNext(), 0)) {
                var call = CoroutineCalls.asCoroutineCall(origin);
                if (call != null && returns.areInOneTry(call, value)) {
                    report(call, method, findings);
                }
            }
        }
    }

    private static void report(MethodInsnNode call, MethodNode method, Findings findings) {
        findings.report(DiagnosticCode.HED013, method, call, call.name, CoroutineCalls.describe(call));
    }
}
