package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.diagnostic.SourceText;
import io.heddle.instrumenter.diagnostic.Sources;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What the rules found in one class. It knows the places, so that a rule says only what is wrong where. The same error
 * on the same line counts once: compilers copy {@code finally} blocks.
 */
final class Findings {
    private final CheckedClass checked;
    private final Sources sources;
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    Findings(CheckedClass checked, Sources sources) {
        this.checked = checked;
        this.sources = sources;
    }

    /**
     * Reports an error at an instruction.
     *
     * @param word what the caret points at
     * @param arguments those of the code's texts behind the method's name
     */
    void report(DiagnosticCode code, MethodNode method, AbstractInsnNode at, String word, Object... arguments) {
        add(code, method, LineNumbers.of(at), word, arguments);
    }

    /** Reports an error of a method's declaration. */
    void reportDeclaration(DiagnosticCode code, MethodNode method, Object... arguments) {
        var firstLine = LineNumbers.firstOf(method);
        var line =
                source().map(text -> text.declarationOf(method.name, firstLine)).orElse(firstLine);
        add(code, method, line, method.name, arguments);
    }

    /** The source of the class, where it is at hand. */
    Optional<SourceText> source() {
        var node = checked.node();
        return node.sourceFile == null ? Optional.empty() : sources.find(node.name, node.sourceFile);
    }

    /** What was found, by line. */
    List<Diagnostic> byLine() {
        return found.stream().sorted(Comparator.comparingInt(Diagnostic::line)).toList();
    }

    private void add(DiagnosticCode code, MethodNode method, int line, String word, Object[] arguments) {
        var name = checked.nameOf(method);
        var all = Stream.concat(Stream.of(name.quoted()), Stream.of(arguments)).toArray();
        @Nullable
        String excerpt = source().map(text -> text.excerpt(line, word)).orElse(null);
        found.add(new Diagnostic(
                code,
                checked.node().name.replace('/', '.'),
                name.plain(),
                checked.node().sourceFile,
                line,
                code.message(all),
                excerpt));
    }
}
