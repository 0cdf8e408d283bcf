package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.objectweb.asm.Type;

/** A method that returns a coroutine is no callback where nothing takes the result: {@code users.forEach(this::save)}. */
final class DroppedReferenceRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var site : checked.lambdaSites()) {
            if (drops(site) && !isForMock(site, checked)) {
                var target = site.implementation();
                findings.report(
                        DiagnosticCode.HED011,
                        site.creator(),
                        site.instruction(),
                        target.getName(),
                        SourceNames.simpleName(target.getOwner()) + "::" + target.getName(),
                        SourceNames.simpleName(site.interfaceName()),
                        remedy(site));
            }
        }
    }

    private static boolean drops(LambdaSite site) {
        return Type.getReturnType(site.interfaceMethodDescriptor()).getSort() == Type.VOID
                && CoroutineCalls.returnsCoroutine(site.implementation().getDesc());
    }

    private static boolean isForMock(LambdaSite site, CheckedClass checked) {
        return checked.mocking().takes(site)
                || checked.mocking().madeReceiver(site.instruction(), checked.flowOf(site.creator()));
    }

    private static String remedy(LambdaSite site) {
        var name = site.implementation().getName();
        var takesArgument = Type.getArgumentTypes(site.interfaceMethodDescriptor()).length > 0;
        return takesArgument
                ? "Await in a loop, `for (var each : all) { await(" + name + "(each)); }`, or spawn: `each -> spawn("
                        + name + "(each))`."
                : "Spawn it: `() -> spawn(" + name + "())`.";
    }
}
