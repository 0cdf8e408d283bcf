package io.heddle.instrumenter;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ClassScan;

/**
 * Tells the user that the runtime is missing. The compiler would have said so; but classes may come from elsewhere, and
 * without the runtime every other rule would only be confused.
 */
final class RuntimeDependency {
    private RuntimeDependency() {}

    /** Whether {@code scan} has something to weave, and no runtime to weave it for. */
    static boolean isMissing(ClassScan scan, ClassHierarchy classPath) {
        return !scan.asyncMethods().isEmpty() && classPath.find(RuntimeMembers.CTX) == null;
    }

    /** The error for one class. */
    static Diagnostic missing(ClassScan scan) {
        var node = scan.node();
        var name = node.name.replace('/', '.');
        var code = DiagnosticCode.HED018;
        return new Diagnostic(code, name, null, node.sourceFile, 0, code.message("`" + name + "`"), null);
    }

    /** Whether {@code diagnostic} is such an error. */
    static boolean isToldBy(Diagnostic diagnostic) {
        return diagnostic.code() == DiagnosticCode.HED018;
    }
}
