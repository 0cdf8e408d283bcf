package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The calls of {@code close()} in a method that may have to wait, in the order of the code. What counts is the static type
 * of the receiver, which compilers write into the call as its owner, those of try-with-resources too.
 *
 * @param awaiting those on an {@code AsyncCloseable}
 * @param undecided those of which a class that can't be found would tell whether they belong there, with its name
 */
public record CloseCalls(List<MethodInsnNode> awaiting, Map<MethodInsnNode, String> undecided) {
    private static final String CLOSE = "close";
    private static final String CLOSE_DESC = "()V";

    /** Looks at each call of a method. */
    public static CloseCalls of(MethodNode method, TypeLattice lattice) {
        var awaiting = new ArrayList<MethodInsnNode>();
        var undecided = new LinkedHashMap<MethodInsnNode, String>();
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.getOpcode() != Opcodes.INVOKESTATIC
                    && isClose(call.name, call.desc)) {
                var answer = lattice.isAssignable(call.owner, RuntimeMembers.ASYNC_CLOSEABLE);
                if (answer == Assignability.YES) {
                    awaiting.add(call);
                } else if (answer == Assignability.UNKNOWN) {
                    undecided.put(call, Objects.requireNonNull(lattice.firstMissing(call.owner)));
                }
            }
        }
        return new CloseCalls(awaiting, undecided);
    }

    /** Whether a method of that name and descriptor is the {@code close()} of an {@code AutoCloseable}. */
    public static boolean isClose(String name, String descriptor) {
        return name.equals(CLOSE) && descriptor.equals(CLOSE_DESC);
    }
}
