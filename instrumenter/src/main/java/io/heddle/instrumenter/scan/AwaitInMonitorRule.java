package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.TryReturns;
import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Nothing awaits while a monitor is held. A coroutine that an async method returns out of a {@code try} is awaited
 * there, so it counts too.
 */
final class AwaitInMonitorRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (entersMonitor(method)) {
                check(method, checked, findings);
            }
        }
    }

    private static boolean entersMonitor(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.MONITORENTER) {
                return true;
            }
        }
        return false;
    }

    private static void check(MethodNode method, CheckedClass checked, Findings findings) {
        var monitors = MonitorFlow.of(method);
        for (var form : AwaitingForms.in(checked.node().name, method, checked.lattice())) {
            if (!form.implicit() || checked.isAsync(method) || !checked.implementsAsyncType()) {
                report(form, method, monitors, findings);
            }
        }
        if (checked.isAsync(method)) {
            for (var value :
                    TryReturns.of(checked.node(), method, checked.lattice()).values()) {
                report(new AwaitingForm(value, "return", AwaitingForms.AWAITS, true), method, monitors, findings);
            }
        }
    }

    private static void report(AwaitingForm form, MethodNode method, MonitorFlow monitors, Findings findings) {
        var enter = monitors.innermostHeldAt(form.instruction());
        if (enter != null) {
            findings.report(
                    DiagnosticCode.HED008,
                    method,
                    form.instruction(),
                    form.word(),
                    form.clause(),
                    LineNumbers.of(enter));
        }
    }
}
