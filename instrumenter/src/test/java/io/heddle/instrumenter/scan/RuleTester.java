package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.SourceText;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.Messages;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.objectweb.asm.tree.ClassNode;

/** Compiles sources and holds them against all rules, as a run of the instrumenter does. */
final class RuleTester {
    private RuleTester() {}

    /**
     * What a user would read about the members of a class {@code A}, the source at hand; the empty text where all is
     * well. The class begins on line 1 with its first member on line 2.
     */
    static String check(String members) {
        return check(classOf(members));
    }

    /** The same for whole source files. */
    static String check(JavaSources sources) {
        return check(sources, node -> {});
    }

    /** The same where the user has named further mocking libraries. */
    static String checkWithMocks(JavaSources sources, String... mocks) {
        return render(check(sources.compile().values(), sourcesOf(sources), node -> {}, List.of(mocks)));
    }

    /** The same where another compiler made the classes: {@code edit} changes what javac wrote. */
    static String check(JavaSources sources, Consumer<ClassNode> edit) {
        return render(check(sources.compile().values(), sourcesOf(sources), edit));
    }

    /** The same where only the class files are at hand. */
    static String checkWithoutSource(JavaSources sources) {
        return render(check(sources.compile().values(), Sources.NONE, node -> {}));
    }

    /** The same where the class file of {@code missing}, an internal name, is lost after compilation. */
    static String checkWithout(String missing, JavaSources sources) {
        var classFiles = new TreeMap<>(sources.compile());
        classFiles.remove(missing);
        return render(check(classFiles.values(), sourcesOf(sources), node -> {}));
    }

    /** A class {@code A} with these members. */
    static JavaSources classOf(String members) {
        return JavaSources.of("import static io.heddle.Coroutines.*; import io.heddle.*; import java.util.*;"
                + " import java.util.function.*; import static java.time.Duration.*; import java.util.concurrent.*;"
                + "\nclass A {\n" + members + "\n}\n");
    }

    static List<Diagnostic> check(byte[] classFile) {
        return check(List.of(classFile), Sources.NONE, node -> {});
    }

    private static List<Diagnostic> check(Collection<byte[]> classFiles, Sources lookup, Consumer<ClassNode> edit) {
        return check(classFiles, lookup, edit, List.of());
    }

    private static List<Diagnostic> check(
            Collection<byte[]> classFiles, Sources lookup, Consumer<ClassNode> edit, List<String> mocks) {
        var hierarchy = new OverlayHierarchy(Classes.onClassPath());
        classFiles.forEach(hierarchy::add);
        var checker = new RuleChecker(hierarchy, new TypeLattice(hierarchy), lookup, mocks);
        return classFiles.stream()
                .filter(classFile -> new ConstantPool(classFile).mentions(RuntimeMembers.PACKAGE_PREFIX))
                .map(Classes::read)
                .peek(edit)
                .flatMap(node -> checker.check(ClassScanner.scan(node, new TypeLattice(hierarchy))).stream())
                .toList();
    }

    private static Sources sourcesOf(JavaSources sources) {
        var byPath = sources.byPath();
        return (internalName, sourceFile) -> {
            var folder = internalName.substring(0, internalName.lastIndexOf('/') + 1);
            return Optional.ofNullable(byPath.get(folder + sourceFile)).map(SourceText::new);
        };
    }

    private static String render(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(diagnostic -> Messages.of(diagnostic) + "\n")
                .collect(Collectors.joining());
    }
}
