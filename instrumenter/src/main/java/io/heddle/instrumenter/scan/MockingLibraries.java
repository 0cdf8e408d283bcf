package io.heddle.instrumenter.scan;

import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * In a test, {@code verify(service).fetch(1)} is a question and no call: what it returns is meant to be dropped. So the
 * rules about dropped coroutines pass over a call whose receiver a mocking library has just returned, and lambdas and
 * method references that go to an interface of one.
 *
 * @param packagesAndClasses internal names; a package stands for all that is below it, a class for those in it
 */
record MockingLibraries(List<String> packagesAndClasses) {
    private static final List<String> WELL_KNOWN = List.of("org/mockito", "org/easymock");

    /** Mockito and EasyMock, and what the user adds, named as in a Java source. */
    static MockingLibraries with(List<String> more) {
        var internalNames = more.stream().map(name -> name.replace('.', '/'));
        return new MockingLibraries(
                Stream.concat(WELL_KNOWN.stream(), internalNames).toList());
    }

    /** Whether the object of this site goes to a mocking library. */
    boolean takes(LambdaSite site) {
        return isOfLibrary(site.interfaceName());
    }

    /** Whether a mocking library has returned the receiver of {@code call}. */
    boolean madeReceiver(MethodInsnNode call, ValueFlow flow) {
        return madeOnStack(call, Type.getArgumentTypes(call.desc).length, flow);
    }

    /** Whether a mocking library has returned the object that a method reference is bound to. */
    boolean madeReceiver(InvokeDynamicInsnNode reference, ValueFlow flow) {
        var captured = Type.getArgumentTypes(reference.desc).length;
        return captured > 0 && madeOnStack(reference, captured - 1, flow);
    }

    private boolean madeOnStack(AbstractInsnNode before, int depth, ValueFlow flow) {
        return flow.onStack(before, depth).stream()
                .anyMatch(producer -> producer instanceof MethodInsnNode made && isOfLibrary(made.owner));
    }

    private boolean isOfLibrary(String internalName) {
        return packagesAndClasses.stream()
                .anyMatch(name -> internalName.equals(name)
                        || internalName.startsWith(name + "/")
                        || internalName.startsWith(name + "$"));
    }
}
