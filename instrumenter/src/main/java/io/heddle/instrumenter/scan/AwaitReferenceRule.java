package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.CloseCalls;
import io.heddle.instrumenter.analysis.IteratorCalls;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;

/**
 * Neither {@code Coroutines::await} nor what is woven into it, as the {@code close} of an {@code AsyncCloseable}, is a
 * function to be handed out.
 */
final class AwaitReferenceRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var site : checked.lambdaSites()) {
            var target = site.implementation();
            if (target.getOwner().equals(RuntimeMembers.COROUTINES)
                    && target.getName().equals(RuntimeMembers.AWAIT)) {
                report(
                        site,
                        "`await`",
                        "Await in a loop, `for (var each : all) { await(each); }`, or in a lambda that is async itself,"
                                + " `each -> done(await(each))`.",
                        findings);
            } else if (isAwaitingClose(site, checked) && !checked.implementsAsyncType()) {
                report(
                        site,
                        "the `close` of " + SourceNames.withArticle(site.receiverName()),
                        "Write `closeAsync` where a `Coroutine` is taken; elsewhere close it in an `@Async` method.",
                        findings);
            } else if (isAwaitingHasNext(site, checked) && !checked.implementsAsyncType()) {
                report(
                        site,
                        "the `hasNext` of " + SourceNames.withArticle(site.receiverName()),
                        "Write `hasNextAsync` where a `Coroutine` is taken; elsewhere loop in an `@Async` method.",
                        findings);
            }
        }
    }

    private static boolean isAwaitingClose(LambdaSite site, CheckedClass checked) {
        var target = site.implementation();
        return CloseCalls.isClose(target.getName(), target.getDesc())
                && isCalledOn(RuntimeMembers.ASYNC_CLOSEABLE, site, checked);
    }

    private static boolean isAwaitingHasNext(LambdaSite site, CheckedClass checked) {
        var target = site.implementation();
        return IteratorCalls.isHasNext(target.getName(), target.getDesc())
                && isCalledOn(RuntimeMembers.ASYNC_ITERATOR, site, checked);
    }

    private static boolean isCalledOn(String type, LambdaSite site, CheckedClass checked) {
        return checked.lattice().isAssignable(site.receiverName(), type) == Assignability.YES;
    }

    private static void report(LambdaSite site, String target, String remedy, Findings findings) {
        var word = site.implementation().getName();
        findings.report(DiagnosticCode.HED009, site.creator(), site.instruction(), word, target, remedy);
    }
}
