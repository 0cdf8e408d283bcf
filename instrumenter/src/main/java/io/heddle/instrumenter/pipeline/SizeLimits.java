package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/** Tells the user that a woven method or class would pass the limits of the class-file format. */
final class SizeLimits {
    private SizeLimits() {}

    /** The error for what {@code tooLarge}, one of ASM's two exceptions of this kind, tells. */
    static Diagnostic exceeded(ClassNode node, IndexOutOfBoundsException tooLarge) {
        if (tooLarge instanceof MethodTooLargeException method) {
            var name = sourceName(method.getMethodName());
            return diagnostic(DiagnosticCode.HED016, node, name, name, method.getCodeSize());
        }
        var size = ((ClassTooLargeException) tooLarge).getConstantPoolCount();
        return diagnostic(DiagnosticCode.HED017, node, null, node.name.replace('/', '.'), size);
    }

    private static Diagnostic diagnostic(
            DiagnosticCode code, ClassNode node, @Nullable String method, String subject, int size) {
        return new Diagnostic(
                code,
                node.name.replace('/', '.'),
                method,
                node.sourceFile,
                0,
                code.message("`" + subject + "`", size),
                null);
    }

    /** The method as the user wrote it: {@code lambda$total$start} is a body of {@code total}. */
    private static String sourceName(String generated) {
        var stem = generated.replaceFirst("\\$(start|resume|capture\\d+|call|continue)$", "");
        return stem.startsWith("lambda$") && !stem.equals(generated) ? stem.substring("lambda$".length()) : stem;
    }
}
