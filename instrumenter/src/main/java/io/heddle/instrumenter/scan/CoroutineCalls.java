package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises the calls that make a coroutine which does nothing until it is awaited or spawned. */
final class CoroutineCalls {
    private static final Pattern ACCESSOR = Pattern.compile("access\\$\\d+");
    /** What the names of accessors that assign end with. */
    private static final String ASSIGNMENT = "02";

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
        return ReturnKind.COROUTINE.isCompletion(call) || mayAccessField(call) ? null : call;
    }

    /**
     * Whether a call may be javac's or Eclipse's way to a field of another class, one that is private (before Java 11) or
     * protected: {@code outer.held = f()} is {@code access$002(outer, f())}. A call without arguments has the same form as a
     * read, and is not told from it.
     */
    private static boolean mayAccessField(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                && ACCESSOR.matcher(call.name).matches()
                && (Type.getArgumentCount(call.desc) <= 1 || call.name.endsWith(ASSIGNMENT));
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
        return describe(call.name, call.desc);
    }

    /** The same of a method that is only named, as a method reference does. */
    static String describe(String name, String desc) {
        return name + (Type.getArgumentCount(desc) == 0 ? "()" : "(..)");
    }
}
