package io.heddle.instrumenter.scan;

import java.util.List;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * In a test, {@code verify(service).fetch(1)} is a question and no call: what it returns is meant to be dropped. So the
 * rules about dropped coroutines pass over a call whose receiver a mocking library has just returned, and lambdas and
 * method references that go to an interface of one.
 */
final class MockingLibraries {
    private static final List<String> PACKAGES = List.of("org/mockito/", "org/easymock/");

    private MockingLibraries() {}

    /** Whether the object of this site goes to a mocking library. */
    static boolean takes(LambdaSite site) {
        return isOfLibrary(site.interfaceName());
    }

    /** Whether a mocking library has returned the receiver of {@code call}. */
    static boolean madeReceiver(MethodInsnNode call, ValueFlow flow) {
        return madeOnStack(call, Type.getArgumentTypes(call.desc).length, flow);
    }

    /** Whether a mocking library has returned the object that a method reference is bound to. */
    static boolean madeReceiver(InvokeDynamicInsnNode reference, ValueFlow flow) {
        var captured = Type.getArgumentTypes(reference.desc).length;
        return captured > 0 && madeOnStack(reference, captured - 1, flow);
    }

    private static boolean madeOnStack(AbstractInsnNode before, int depth, ValueFlow flow) {
        return flow.onStack(before, depth).stream()
                .anyMatch(producer -> producer instanceof MethodInsnNode made && isOfLibrary(made.owner));
    }

    private static boolean isOfLibrary(String internalName) {
        return PACKAGES.stream().anyMatch(internalName::startsWith);
    }
}
