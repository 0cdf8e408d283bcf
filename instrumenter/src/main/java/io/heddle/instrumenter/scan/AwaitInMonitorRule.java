package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** No {@code await} while a monitor is held. */
final class AwaitInMonitorRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (AwaitCalls.in(method) && entersMonitor(method)) {
                check(method, findings);
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

    private static void check(MethodNode method, Findings findings) {
        var monitors = MonitorFlow.of(method);
        for (var instruction : method.instructions) {
            if (AwaitCalls.isAwait(instruction)) {
                var enter = monitors.innermostHeldAt(instruction);
                if (enter != null) {
                    findings.report(
                            DiagnosticCode.HED008, method, instruction, RuntimeMembers.AWAIT, LineNumbers.of(enter));
                }
            }
        }
    }
}
