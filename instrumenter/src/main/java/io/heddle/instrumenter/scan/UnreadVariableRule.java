package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A variable that holds a coroutine must be read, unless its name says that it is not meant to be. Names come from the
 * debug data, which javac writes only where it is asked to and never for a variable whose block ends with its
 * assignment; then from the source, where it is at hand. Without a name nothing is reported: it might be meant.
 */
final class UnreadVariableRule implements Rule {
    private static final Pattern MEANT = Pattern.compile("unused\\w*|ignored\\w*|_");
    private static final Pattern ASSIGNMENT = Pattern.compile("\\b(\\w+)\\s*=(?!=)");

    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            for (var call : DroppedCoroutines.in(method, checked)) {
                check(call, method, checked, findings);
            }
        }
    }

    private static void check(MethodInsnNode call, MethodNode method, CheckedClass checked, Findings findings) {
        var names = checked.flowOf(method).storesOf(call).stream()
                .map(store -> nameOf(store, method, findings))
                .filter(Objects::nonNull)
                .toList();
        if (!names.isEmpty()
                && names.stream().noneMatch(name -> MEANT.matcher(name).matches())) {
            findings.report(
                    DiagnosticCode.HED012, method, call, names.get(0), CoroutineCalls.describe(call), names.get(0));
        }
    }

    private static @Nullable String nameOf(VarInsnNode store, MethodNode method, Findings findings) {
        var name = nameInDebugData(store, method);
        return name != null ? name : nameInSource(store, findings);
    }

    /** A variable's range begins behind the store that gives it its first value. */
    private static @Nullable String nameInDebugData(VarInsnNode store, MethodNode method) {
        if (method.localVariables == null) {
            return null;
        }
        @Nullable AbstractInsnNode next = store.getNext();
        while (next != null && next.getOpcode() < 0) {
            next = next.getNext();
        }
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

    private static @Nullable String nameInSource(VarInsnNode store, Findings findings) {
        var source = findings.source();
        if (source.isEmpty()) {
            return null;
        }
        var assignment = ASSIGNMENT.matcher(source.get().line(LineNumbers.of(store)));
        return assignment.find() ? assignment.group(1) : null;
    }
}
