package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/**
 * Gives each async method the stem of its generated names. An overloaded method gets a number, in the order of the class
 * file; names that differ only in case are kept apart, since some file systems don't. The same class file always gets
 * the same names.
 */
final class NameAssigner {
    private NameAssigner() {}

    static Map<AsyncMethod, GeneratedNames> assign(ClassScan scan) {
        var node = scan.node();
        var onInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
        var taken = new HashSet<String>();
        node.methods.forEach(method -> taken.add(method.name.toLowerCase(Locale.ROOT)));
        var names = new LinkedHashMap<AsyncMethod, GeneratedNames>();
        for (var method : scan.asyncMethods()) {
            var isStatic = (method.node().access & Opcodes.ACC_STATIC) != 0;
            var name = method.node().name;
            var wanted =
                    new GeneratedNames(node.name, onInterface, isStatic, name, method.node().desc, name, null, false);
            names.put(method, free(wanted, taken));
        }
        return names;
    }

    private static GeneratedNames free(GeneratedNames names, Set<String> taken) {
        var candidate = names;
        for (var number = 2; !Collections.disjoint(membersOf(candidate), taken); number++) {
            candidate = names.withStem(names.method() + "$$" + number);
        }
        taken.addAll(membersOf(candidate));
        return candidate;
    }

    private static List<String> membersOf(GeneratedNames names) {
        return Stream.of(
                        names.start(),
                        names.asCompact().start(),
                        names.resume(),
                        names.callBridge(),
                        names.frameBridge(),
                        names.callClass())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
    }
}
