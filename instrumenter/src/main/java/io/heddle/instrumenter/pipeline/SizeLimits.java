package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.scan.RuleChecker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What of one woven class would pass the limits of the class-file format. A writer stops at the first method that is too
 * large; the others are found by writing the class again without it.
 */
final class SizeLimits {
    private final RuleChecker rules;
    private final List<Diagnostic> errors = new ArrayList<>();
    /** The methods that are too large, by name and descriptor. */
    private final Set<String> tooLarge = new HashSet<>();

    SizeLimits(RuleChecker rules) {
        this.rules = rules;
    }

    /**
     * Notes what {@code exception}, one of ASM's two of this kind, tells. Gives whether the class may have further errors,
     * which show without the method that is too large.
     *
     * @param scan the class, not woven
     */
    boolean exceeded(ClassScan scan, IndexOutOfBoundsException exception) {
        if (exception instanceof MethodTooLargeException body) {
            var method = sourceOf(body, scan);
            errors.add(rules.tooLarge(scan, method.orElseThrow(() -> body), body.getCodeSize()));
            return tooLarge.add(key(method.get()));
        }
        errors.add(tooLarge(scan.node(), ((ClassTooLargeException) exception).getConstantPoolCount()));
        return false;
    }

    private static Diagnostic tooLarge(ClassNode node, int constants) {
        var name = node.name.replace('/', '.');
        var message = DiagnosticCode.HED017.message("`" + name + "`", constants);
        return new Diagnostic(DiagnosticCode.HED017, name, null, node.sourceFile, 0, message, null);
    }

    /** The method as it is in the class file: {@code total} where {@code lambda$total$start} is too large. */
    private static Optional<MethodNode> sourceOf(MethodTooLargeException body, ClassScan scan) {
        var woven = NameAssigner.assign(scan).entrySet().stream()
                .filter(entry -> body.getMethodName().equals(entry.getValue().start())
                        || body.getMethodName().equals(entry.getValue().resume()))
                .map(entry -> entry.getKey().node());
        return woven.findFirst()
                .or(() -> scan.node().methods.stream()
                        .filter(method -> key(method).equals(body.getMethodName() + body.getDescriptor()))
                        .findFirst());
    }

    /** Takes what is too large out of the class. */
    ClassNode without(ClassNode node) {
        node.methods.removeIf(method -> tooLarge.contains(key(method)));
        return node;
    }

    /** The errors, in the order in which they were found. */
    List<Diagnostic> errors() {
        return List.copyOf(errors);
    }

    private static String key(MethodNode method) {
        return method.name + method.desc;
    }
}
