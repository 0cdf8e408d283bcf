package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.diagnostic.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The variables that the user put a coroutine in. Their names come from the debug data, which javac writes only where it
 * is asked to and never for a variable whose block ends with its assignment; then from the source, where it is at hand.
 * The source also tells of variables that the compiler left out because nothing reads them, as Eclipse's does.
 *
 * @param exists whether there is a variable at all
 * @param names the names of those that have a known one
 */
record Holder(boolean exists, List<String> names) {
    /** What holds the coroutine that {@code call} makes. */
    static Holder of(MethodInsnNode call, MethodNode method, ValueFlow flow, Optional<SourceText> source) {
        var inSource = source.map(text -> nameInSource(call, text));
        var stores = flow.storesOf(call);
        if (stores.isEmpty()) {
            return new Holder(inSource.isPresent(), inSource.stream().toList());
        }
        var inDebugData = stores.stream().map(store -> nameInDebugData(store, method));
        var names = Stream.concat(inDebugData, inSource.stream()).filter(Objects::nonNull);
        return new Holder(true, names.distinct().toList());
    }

    /** A variable's range begins behind the store that gives it its first value. */
    private static @Nullable String nameInDebugData(VarInsnNode store, MethodNode method) {
        if (method.localVariables == null) {
            return null;
        }
        var next = Neighbours.next(store);
        var position = next == null ? method.instructions.size() : method.instructions.indexOf(next);
        for (var variable : method.localVariables) {
            if (variable.index == store.var
                    && method.instructions.indexOf(variable.start) <= position
                    && position < method.instructions.indexOf(variable.end)) {
                return variable.name;
            }
        }
        return null;
    }

    private static @Nullable String nameInSource(MethodInsnNode call, SourceText source) {
        // What stands in a lambda or a block behind the sign is not what is assigned.
        var assignment =
                Pattern.compile("\\b(\\w+)\\s*=(?![=>])(?:(?!->)[^;{}])*\\b" + Pattern.quote(call.name) + "\\s*\\(");
        Matcher found = assignment.matcher(source.statementUpTo(LineNumbers.of(call)));
        return found.find() ? found.group(1) : null;
    }
}
