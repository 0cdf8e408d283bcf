package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** {@code @Async} stands on a method with a body, without a lock of its own, that returns what can be awaited. */
final class AsyncDeclarationRule implements Rule {
    /** Types that a user takes for an async one: wrapping them in a coroutine is not what is meant. */
    private static final Set<String> MISTAKEN_FOR_COROUTINE =
            Set.of("io/heddle/Awaitable", "io/heddle/Promise", "java/util/concurrent/Future");

    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            if (ClassScanner.saysAsync(method)) {
                check(method, findings);
            }
        }
    }

    private static void check(MethodNode method, Findings findings) {
        if (!ClassScanner.hasAsync(method) && has(method, Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) {
            return; // a test: JUnit runs what implements it
        }
        if (CheckedClass.isConstructor(method) || CheckedClass.isStaticInitializer(method)) {
            reportNoBody(
                    method,
                    findings,
                    "a constructor can't be suspended",
                    "Write a factory method, `@Async static Coroutine<..> create(..)`, which awaits and then calls the"
                            + " constructor.");
            return;
        }
        if (has(method, Opcodes.ACC_ABSTRACT)) {
            reportNoBody(
                    method,
                    findings,
                    "has no body",
                    "Leave `@Async` away here; each method that implements `" + method.name
                            + "` says for itself whether it is async.");
        } else if (has(method, Opcodes.ACC_NATIVE)) {
            reportNoBody(
                    method,
                    findings,
                    "its body is native",
                    "Write an `@Async` method in Java that calls `" + method.name + "`.");
        } else if (has(method, Opcodes.ACC_SYNCHRONIZED)) {
            findings.reportDeclaration(
                    DiagnosticCode.HED007,
                    method,
                    ClassScanner.hasAsync(method) ? "`@Async`" : "a test that returns a coroutine");
        }
        if (ReturnKind.of(method.desc) == null) {
            findings.reportDeclaration(
                    DiagnosticCode.HED005, method, SourceNames.returnType(method), rightDeclaration(method));
        }
    }

    private static void reportNoBody(MethodNode method, Findings findings, String kind, String remedy) {
        findings.reportDeclaration(DiagnosticCode.HED006, method, kind, remedy);
    }

    private static String rightDeclaration(MethodNode method) {
        var type = Type.getReturnType(method.desc);
        var declaration = SourceNames.asyncDeclaration(method);
        return type.getSort() == Type.OBJECT && MISTAKEN_FOR_COROUTINE.contains(type.getInternalName())
                ? declaration.replaceFirst("Coroutine<.*> ", "Coroutine<..> ")
                : declaration;
    }

    private static boolean has(MethodNode method, int flag) {
        return (method.access & flag) != 0;
    }
}
