package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.bytecode.ConstantFields;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.TestMembers;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ClassScan;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Tells the user that the runtime is missing, or speaks another ABI than woven code will. The compiler would have said
 * the first; but classes may come from elsewhere, and without the runtime every other rule would only be confused. The
 * class path is asked once. Tests need heddle-junit, too. Thread-safe.
 */
final class RuntimeDependency {
    /** What stands for the version of a runtime that doesn't state one. */
    private static final int UNKNOWN = 0;

    private final ClassHierarchy classPath;
    private @Nullable OptionalInt abi;

    RuntimeDependency(ClassHierarchy classPath) {
        this.classPath = classPath;
    }

    /** The error of a class that has something to weave, and no runtime to weave it for; null where all is well. */
    @Nullable
    Diagnostic check(ClassScan scan) {
        if (scan.asyncMethods().isEmpty()) {
            return null;
        }
        var found = abi();
        if (found.isEmpty()) {
            return diagnostic(scan, DiagnosticCode.HED018, "");
        }
        if (found.getAsInt() != RuntimeMembers.ABI_VERSION) {
            return diagnostic(scan, DiagnosticCode.HED024, Integer.toString(found.getAsInt()));
        }
        var tests = scan.node().methods.stream().anyMatch(TestMembers::isForJUnit);
        return tests && classPath.read(TestMembers.RUNS) == null ? diagnostic(scan, DiagnosticCode.HED029, "") : null;
    }

    /** The version of the ABI of the runtime; empty where there is no runtime. */
    private synchronized OptionalInt abi() {
        if (abi == null) {
            var classFile = classPath.read(RuntimeMembers.ABI);
            abi = classFile == null
                    ? OptionalInt.empty()
                    : OptionalInt.of(ConstantFields.intOf(classFile, RuntimeMembers.ABI_VERSION_FIELD)
                            .orElse(UNKNOWN));
        }
        return abi;
    }

    private static Diagnostic diagnostic(ClassScan scan, DiagnosticCode code, String found) {
        var node = scan.node();
        var name = node.name.replace('/', '.');
        var message = code.message("`" + name + "`", found, RuntimeMembers.ABI_VERSION);
        return new Diagnostic(code, name, null, node.sourceFile, 0, message, null);
    }
}
