package io.heddle.it;

import io.heddle.instrumenter.InstrumentationResult;
import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Targets as the instrumenter left them. A class that it refused or stumbled over fails the tests of its targets, not
 * those of others.
 *
 * @param files class files by internal name, the generated ones among them
 * @param problems what went wrong, by the internal name of the class
 */
record WovenClasses(SortedMap<String, byte[]> files, SortedMap<String, Throwable> problems) {
    private static final boolean DUMP = Boolean.getBoolean("heddle.dump");

    /** Weaves all classes; {@code -Dheddle.dump=true} writes them to {@code target/woven}, for the person who debugs. */
    static WovenClasses weave(TargetClasses targets) throws IOException {
        return weave(targets, List.of(), Shape.AUTO);
    }

    /** The same in a given shape, for targets that refer to more than the runtime. */
    static WovenClasses weave(TargetClasses targets, List<Path> libraries, Shape shape) throws IOException {
        return weave(targets, libraries, new WeavingOptions(shape, DirectCalls.PRIVATE, List.of()));
    }

    /** The same with given options. */
    static WovenClasses weave(TargetClasses targets, List<Path> libraries, WeavingOptions options) throws IOException {
        var files = new TreeMap<String, byte[]>();
        var problems = new TreeMap<String, Throwable>();
        try (var instrumenter = instrumenter(targets, libraries, options)) {
            targets.files().forEach((name, file) -> {
                try {
                    var result = instrumenter.instrument(file);
                    files.put(name, result.classFile());
                    files.putAll(result.generated());
                    refuse(result, problems);
                } catch (RuntimeException | Error e) {
                    files.put(name, file);
                    problems.put(name, e);
                }
            });
        }
        if (DUMP) {
            dump(targets.directory().getFileName(), files);
        }
        return new WovenClasses(files, problems);
    }

    /** An instrumenter that finds what the targets refer to. */
    static Instrumenter instrumenter(TargetClasses targets) {
        return instrumenter(targets, List.of(), new WeavingOptions(Shape.AUTO, DirectCalls.PRIVATE, List.of()));
    }

    private static Instrumenter instrumenter(TargetClasses targets, List<Path> libraries, WeavingOptions options) {
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.add(targets.directory());
        classPath.addAll(libraries);
        return new Instrumenter(new InstrumenterOptions(classPath, List.of(), options));
    }

    private static void refuse(InstrumentationResult result, Map<String, Throwable> problems) {
        var diagnostics = result.diagnostics();
        if (!diagnostics.isEmpty()) {
            problems.put(result.className(), new Refused(diagnostics));
        }
    }

    /** A class was refused. */
    private static final class Refused extends AssertionError {
        private static final long serialVersionUID = 1;

        private final transient Set<DiagnosticCode> codes = EnumSet.noneOf(DiagnosticCode.class);

        private Refused(List<Diagnostic> diagnostics) {
            super("refused: " + diagnostics);
            diagnostics.forEach(found -> codes.add(found.code()));
        }
    }

    private static void dump(Path name, Map<String, byte[]> files) throws IOException {
        var root = Path.of("target", "woven").resolve(name);
        TargetClasses.deleteRecursively(root);
        for (var file : files.entrySet()) {
            var path = root.resolve(topLevelClass(file.getKey())).resolve(file.getKey() + ".class");
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** Fails where the class of that binary name, or one nested in it, could not be woven. */
    void check(String className) {
        problemsOf(className).forEach((name, problem) -> {
            throw new AssertionError("can't weave " + name, problem);
        });
    }

    /** Whether all that is wrong with the class of that binary name, and those nested in it, has that code. */
    boolean areRefused(String className, DiagnosticCode code) {
        var found = problemsOf(className).values();
        return !found.isEmpty()
                && found.stream()
                        .allMatch(problem -> problem instanceof Refused refused && refused.codes.equals(Set.of(code)));
    }

    private SortedMap<String, Throwable> problemsOf(String className) {
        var top = topLevelClass(className.replace('.', '/'));
        var found = new TreeMap<>(problems);
        found.keySet().removeIf(name -> !topLevelClass(name).equals(top));
        return found;
    }

    static String topLevelClass(String internalName) {
        var dollar = internalName.indexOf('$');
        return dollar < 0 ? internalName : internalName.substring(0, dollar);
    }
}
