package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.GeneratedNames;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
        var stems = new HashSet<String>();
        var names = new LinkedHashMap<AsyncMethod, GeneratedNames>();
        for (var method : scan.asyncMethods()) {
            names.put(
                    method,
                    new GeneratedNames(
                            node.name,
                            onInterface,
                            (method.node().access & Opcodes.ACC_STATIC) != 0,
                            method.node().name,
                            method.node().desc,
                            freeStem(method.node().name, stems, taken),
                            null,
                            false));
        }
        return names;
    }

    private static String freeStem(String method, Set<String> stems, Set<String> taken) {
        var stem = method;
        for (var number = 2; isTaken(stem.toLowerCase(Locale.ROOT), stems, taken); number++) {
            stem = method + "$" + number;
        }
        stems.add(stem.toLowerCase(Locale.ROOT));
        return stem;
    }

    private static boolean isTaken(String stem, Set<String> stems, Set<String> taken) {
        return stems.contains(stem)
                || taken.contains(stem + "$call")
                || taken.contains(stem + "$continue")
                || taken.contains("lambda$" + stem + "$start")
                || taken.contains(stem + "$start");
    }
}
