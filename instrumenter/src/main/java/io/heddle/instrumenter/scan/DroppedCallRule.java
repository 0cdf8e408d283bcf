package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** A call that makes a coroutine is no statement by itself. */
final class DroppedCallRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            for (var call : DroppedCoroutines.in(method, checked)) {
                var holder = Holder.of(call, method, checked.flowOf(method), findings.source());
                if (!holder.exists()) {
                    findings.report(
                            DiagnosticCode.HED010,
                            method,
                            call,
                            call.name,
                            CoroutineCalls.describe(call),
                            remedy(call, method, checked));
                }
            }
        }
    }

    private static String remedy(MethodInsnNode call, MethodNode method, CheckedClass checked) {
        var written = CoroutineCalls.describe(call);
        return checked.isAsync(method)
                ? "Write `await(" + written + ");` to wait for it, or `spawn(" + written + ");` to let it run beside."
                : "Write `spawn(" + written + ");` where an event loop runs, `run(" + written
                        + ");` to run one for it, or await it in an `@Async` method.";
    }
}
