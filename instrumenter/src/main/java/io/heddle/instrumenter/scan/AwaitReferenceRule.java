package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;

/** {@code Coroutines::await} is no function that could be handed out. */
final class AwaitReferenceRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var site : checked.lambdaSites()) {
            var target = site.implementation();
            if (target.getOwner().equals(RuntimeMembers.COROUTINES)
                    && target.getName().equals(RuntimeMembers.AWAIT)) {
                findings.report(DiagnosticCode.HED009, site.creator(), site.instruction(), RuntimeMembers.AWAIT);
            }
        }
    }
}
