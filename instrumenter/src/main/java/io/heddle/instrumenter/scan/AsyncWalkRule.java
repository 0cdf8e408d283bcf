package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.IteratorCalls;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * {@code forEach} and {@code spliterator} go through all elements by themselves: an {@code AsyncIterable} inherits them,
 * and can't do that, in no method. As a method reference neither.
 */
final class AsyncWalkRule implements Rule {
    @Override
    public void check(CheckedClass checked, Findings findings) {
        // Such a class may call them from those that it overrides.
        if (checked.implementsAsyncType()) {
            return;
        }
        for (var method : checked.methods()) {
            for (var call : checked.iteratorCallsOf(method).walks()) {
                report(new Walk(call.owner, call.name, call.desc), method, call, checked, findings);
            }
        }
        for (var site : checked.lambdaSites()) {
            var target = site.implementation();
            var walk = new Walk(site.receiverName(), target.getName(), target.getDesc());
            if (walk.statesType(checked)) {
                report(walk, site.creator(), site.instruction(), checked, findings);
            }
        }
    }

    private static void report(
            Walk walk, MethodNode method, AbstractInsnNode at, CheckedClass checked, Findings findings) {
        var type = walk.statesType(checked) ? walk.owner : Objects.requireNonNull(walk.type());
        var remedy = RuntimeMembers.ASYNC_ITERABLE.equals(walk.type())
                ? "Write a loop in an `@Async` method: `for (var each : elements) { .. }`."
                : "Write a loop in an `@Async` method: `while (iterator.hasNext()) { .. }`.";
        findings.report(DiagnosticCode.HED021, method, at, walk.name, walk.name, SourceNames.withArticle(type), remedy);
    }

    /** The method that is called or referred to. */
    private record Walk(String owner, String name, String descriptor) {
        /** The type whose elements it goes through; null where it is another method. */
        @Nullable
        String type() {
            return IteratorCalls.walked(name, descriptor);
        }

        boolean statesType(CheckedClass checked) {
            var type = type();
            return type != null && checked.lattice().isAssignable(owner, type) == Assignability.YES;
        }
    }
}
