package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * What awaits stands only where a method can be suspended. A method is reported once, at its first await: one change
 * mends them all.
 */
final class AwaitPlacementRule implements Rule {
    /** How Scala's compiler names the methods that it moves a try to. */
    private static final String LIFTED_TRY = "liftedTree";

    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            // What says @Async and can't be async is an error of its declaration.
            if (!checked.isAsync(method)
                    && !ClassScanner.saysAsync(method)
                    && !isOrphan(method, checked.siteOfBody(method) != null)) {
                firstAwait(method, checked).ifPresent(await -> report(checked, findings, method, await));
            }
        }
    }

    /** javac keeps the body of a lambda that stands in code which it leaves out, as behind {@code if (false)}. */
    static boolean isOrphan(MethodNode method, boolean isMadeAnObject) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$") && !isMadeAnObject;
    }

    private static Optional<AwaitingForm> firstAwait(MethodNode method, CheckedClass checked) {
        return AwaitingForms.in(checked.node().name, method, checked.lattice()).stream()
                .filter(form -> !form.implicit() || !checked.implementsAsyncType())
                .findFirst();
    }

    private static void report(CheckedClass checked, Findings findings, MethodNode method, AwaitingForm await) {
        var at = await.instruction();
        var word = await.word();
        var clause = await.clause();
        var site = checked.siteOfBody(method);
        if (site != null) {
            findings.report(
                    DiagnosticCode.HED002, method, at, word, clause, SourceNames.simpleName(site.interfaceName()));
        } else if (CheckedClass.isConstructor(method)) {
            findings.report(DiagnosticCode.HED003, method, at, word, clause, remedyOfConstructor(checked));
        } else if (CheckedClass.isStaticInitializer(method)) {
            findings.report(DiagnosticCode.HED004, method, at, word, clause);
        } else {
            findings.report(DiagnosticCode.HED001, method, at, word, clause, remedy(method));
        }
    }

    private static String remedyOfConstructor(CheckedClass checked) {
        var className = SourceNames.simpleName(checked.node());
        return className == null
                ? "Await before the object is made, `var value = await(..);`, and use the value in it."
                : "Await first and hand the result over: `@Async static Coroutine<" + className
                        + "> create(..) { return done(new " + className + "(await(..))); }`.";
    }

    private static String remedy(MethodNode method) {
        if (method.name.startsWith(LIFTED_TRY)) {
            return "Scala moves a `try` into a method of its own where it is an operand: put what it gives into a variable,"
                    + " `val value = try ..`, and use that.";
        }
        if (ReturnKind.of(method.desc) != null) {
            return "Write `@Async` above `" + method.name + "`.";
        }
        if (method.name.equals("main")) {
            return "Move what awaits to an `@Async` method and run an event loop here: `run(thatMethod(..))`.";
        }
        return "Write `" + SourceNames.asyncDeclaration(method) + "`, which ends with `return "
                + (method.desc.endsWith(")V") ? "done()" : "done(value)")
                + ";`; what can't be async runs an event loop: `run(..)`.";
    }
}
