package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.GeneratedNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/** Tells the user that a woven method or class would pass the limits of the class-file format. */
final class SizeLimits {
    private SizeLimits() {}

    /**
     * The error for what {@code tooLarge}, one of ASM's two exceptions of this kind, tells.
     *
     * @param scan the class, not woven
     */
    static Diagnostic exceeded(ClassScan scan, IndexOutOfBoundsException tooLarge) {
        var node = scan.node();
        if (tooLarge instanceof MethodTooLargeException method) {
            var name = sourceName(method.getMethodName(), scan);
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

    /** The method as it is called in the class file: {@code total} where {@code lambda$total$start} is too large. */
    private static String sourceName(String tooLarge, ClassScan scan) {
        return NameAssigner.assign(scan).values().stream()
                .filter(names -> tooLarge.equals(names.start()) || tooLarge.equals(names.resume()))
                .map(GeneratedNames::method)
                .findFirst()
                .orElse(tooLarge);
    }
}
