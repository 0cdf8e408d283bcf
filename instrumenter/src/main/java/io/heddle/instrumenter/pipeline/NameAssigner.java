package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.bytecode.LongNames;
import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Gives each async method the stem of its generated names. An overloaded method gets a number, in the order of the class
 * file; names that differ only in case are kept apart, since some file systems don't. The same class file always gets
 * the same names.
 */
final class NameAssigner {
    private static final Pattern NUMBERED = Pattern.compile(".+\\$\\$\\d+");

    private NameAssigner() {}

    static Map<AsyncMethod, GeneratedNames> assign(ClassScan scan) {
        var taken = new TreeSet<String>();
        scan.node().methods.forEach(method -> taken.add(caseless(method.name)));
        var nested = nestedWithDollar(scan.node());
        var names = new LinkedHashMap<AsyncMethod, GeneratedNames>();
        for (var method : scan.asyncMethods()) {
            names.put(method, freeNames(method, scan.node(), nested, taken));
        }
        return names;
    }

    /** The user's classes that may be called as a generated one is: {@code Shop$$total} is a class {@code $total} in a shop. */
    private static List<String> nestedWithDollar(ClassNode owner) {
        return owner.innerClasses.stream()
                .map(nested -> nested.name)
                .filter(name -> name.startsWith(owner.name + "$$"))
                .map(NameAssigner::caseless)
                .toList();
    }

    /** Gives names that are free, and takes them. */
    private static GeneratedNames freeNames(
            AsyncMethod method, ClassNode owner, List<String> nested, NavigableSet<String> taken) {
        var name = LongNames.ofMethod(method.node().name);
        // A stack trace leaves out one number: what the source has called a$$2 must not come out as a.
        var first = NUMBERED.matcher(name).matches() ? name + "$$1" : name;
        var names = names(method, owner, first);
        for (var number = 2; isNested(names, nested) || !take(names, taken); number++) {
            // A number at the end doesn't lead out of another class's names.
            names = names(method, owner, isNested(names, nested) ? number + "$" + first : name + "$$" + number);
        }
        return names;
    }

    /** Whether a generated class would be called as one of these, or as one that is nested in it or generated for it. */
    private static boolean isNested(GeneratedNames names, List<String> nested) {
        return Stream.of(names.callClass(), names.frameClass())
                .map(NameAssigner::caseless)
                .anyMatch(generated ->
                        nested.stream().anyMatch(user -> generated.equals(user) || generated.startsWith(user + "$")));
    }

    private static GeneratedNames names(AsyncMethod method, ClassNode owner, String stem) {
        return new GeneratedNames(
                owner.name,
                (owner.access & Opcodes.ACC_INTERFACE) != 0,
                (method.node().access & Opcodes.ACC_STATIC) != 0,
                method.node().name,
                method.node().desc,
                stem,
                null,
                false);
    }

    /** Takes all names if they are free, else none. */
    private static boolean take(GeneratedNames names, NavigableSet<String> taken) {
        var captures = caseless(names.stem() + "$capture");
        // The first from there on: what begins so stands together.
        var behind = taken.ceiling(captures);
        if (behind != null && behind.startsWith(captures)) {
            return false;
        }
        var members = members(names);
        return Collections.disjoint(taken, members) && taken.addAll(members);
    }

    /**
     * Different stems may give the same compact start: that of {@code m$0} is called as that of the lambda
     * {@code lambda$m$0}.
     */
    private static List<String> members(GeneratedNames names) {
        return Stream.of(
                        names.start(),
                        names.asCompact().start(),
                        names.resume(),
                        names.callBridge(),
                        names.frameBridge(),
                        names.callClass())
                .map(NameAssigner::caseless)
                .toList();
    }

    private static String caseless(String name) {
        // Both, as file systems do: to some letters two others belong.
        return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
