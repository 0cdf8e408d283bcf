package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises the calls that make a coroutine which does nothing until it is awaited or spawned. */
final class CoroutineCalls {
    private static final String RETURNS_COROUTINE = ")L" + RuntimeMembers.COROUTINE + ";";

    private CoroutineCalls() {}

    /** Whether a method of this descriptor returns a coroutine. */
    static boolean returnsCoroutine(String methodDescriptor) {
        return methodDescriptor.endsWith(RETURNS_COROUTINE);
    }

    /** The instruction as a call that makes a coroutine; null for others, and for {@code done(v)}, which is a value. */
    static @Nullable MethodInsnNode asCoroutineCall(AbstractInsnNode instruction) {
        if (!(instruction instanceof MethodInsnNode call) || !returnsCoroutine(call.desc)) {
            return null;
        }
        return ReturnKind.COROUTINE.isCompletion(call) ? null : call;
    }

    /** All of them in a method. */
    static List<MethodInsnNode> in(MethodNode method) {
        var calls = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            var call = asCoroutineCall(instruction);
            if (call != null) {
                calls.add(call);
            }
        }
        return calls;
    }

    /** The call as a user wrote it, as far as the class file tells: {@code fetch(..)}. */
    static String describe(MethodInsnNode call) {
        return call.name + (Type.getArgumentTypes(call.desc).length == 0 ? "()" : "(..)");
    }
}
