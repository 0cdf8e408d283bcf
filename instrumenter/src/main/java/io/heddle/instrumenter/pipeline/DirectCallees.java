package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The async methods of a class whose bodies its own awaits may call, past their faces. Private methods can't be
 * overridden, mocked or replaced in another jar. Static and final ones can't be overridden either, but what rewrites
 * faces as the program runs would not be seen, so the user has to ask for them.
 */
final class DirectCallees {
    private DirectCallees() {}

    /** The methods by name and descriptor. */
    static Map<String, GeneratedNames> of(
            ClassNode owner, Map<AsyncMethod, GeneratedNames> methods, DirectCalls wanted) {
        var callees = new HashMap<String, GeneratedNames>();
        methods.forEach((method, names) -> {
            if (method.returns() == ReturnKind.COROUTINE
                    && !names.isPacked()
                    && isBound(method.node(), owner, wanted)) {
                callees.put(method.node().name + method.node().desc, names);
            }
        });
        return callees;
    }

    private static boolean isBound(MethodNode method, ClassNode owner, DirectCalls wanted) {
        return switch (wanted) {
            case PRIVATE -> (method.access & Opcodes.ACC_PRIVATE) != 0;
            case ALL ->
                (method.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) != 0
                        || (owner.access & Opcodes.ACC_FINAL) != 0;
        };
    }
}
