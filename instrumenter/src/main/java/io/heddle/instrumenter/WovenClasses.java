package io.heddle.instrumenter;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.WovenMark;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of a folder or jar that are woven already. They can't be woven again, so what is wrong with them only the
 * compiler can mend: a tool that cleans up may have deleted what was generated for them, or another version of Heddle has
 * woven them.
 */
final class WovenClasses {
    private final Set<String> paths = new HashSet<>();
    private final List<WovenClass> woven = new ArrayList<>();

    private record WovenClass(String path, WovenMark mark, Set<String> generated) {}

    /** Takes a look at one class file of any kind, as it is before this run. All of the folder or jar must go by. */
    void visit(String path, ConstantPool pool) {
        paths.add(path);
        var mark = WovenMark.of(pool);
        if (mark != null) {
            woven.add(new WovenClass(path, mark, generatedFor(mark.name(), pool)));
        }
    }

    /** A woven class refers to all that was generated for it, so its constant pool tells. */
    private static Set<String> generatedFor(String owner, ConstantPool pool) {
        return pool.strings().stream()
                .filter(name -> GeneratedNames.isGeneratedClass(owner, name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The errors of the classes that went by, in their order. */
    List<Diagnostic> diagnostics() {
        return woven.stream().map(this::check).flatMap(Optional::stream).toList();
    }

    /** How many of the classes that went by were woven with which options, as {@link WeavingOptions#ofCode} has them. */
    SortedMap<String, Integer> options() {
        var counts = new TreeMap<String, Integer>();
        for (var each : woven) {
            var options = each.mark.options();
            counts.merge(options.isEmpty() ? WeavingOptions.DEFAULT.ofCode() : options, 1, Integer::sum);
        }
        return counts;
    }

    private Optional<Diagnostic> check(WovenClass woven) {
        var mark = woven.mark;
        return mark.abi() == RuntimeMembers.ABI_VERSION
                ? missing(woven).map(missing -> error(mark, DiagnosticCode.HED027, missing))
                : Optional.of(error(mark, DiagnosticCode.HED028, mark.abi(), RuntimeMembers.ABI_VERSION));
    }

    private Optional<String> missing(WovenClass woven) {
        return woven.generated.stream()
                .filter(name -> !paths.contains(WeavingTarget.sibling(woven.path, name)))
                .map(WovenClasses::quoted)
                .reduce((all, next) -> all + ", " + next);
    }

    private static Diagnostic error(WovenMark woven, DiagnosticCode code, Object... details) {
        var arguments = Stream.concat(Stream.of(quoted(woven.name())), Stream.of(details));
        var message = code.message(arguments.toArray());
        return new Diagnostic(code, woven.name().replace('/', '.'), null, woven.sourceFile(), 0, message, null);
    }

    private static String quoted(String internalName) {
        return "`" + internalName.replace('/', '.') + "`";
    }
}
