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
 * The calls in a method that close what may have to wait, in the order of the code: {@code close()}, and the helper that
 * stands for it where Kotlin's {@code use} has been inlined ({@link KotlinUse}). What counts is the static type of the
 * receiver, which compilers write into a call of {@code close()} as its owner, those of try-with-resources too; Kotlin's
 * says less, and dataflow is asked.
 *
 * @param awaiting those on an {@code AsyncCloseable}
 * @param undecided those of which a class that can't be found would tell whether they belong there, with its name
 */
public record CloseCalls(List<MethodInsnNode> awaiting, Map<MethodInsnNode, String> undecided) {
    private static final String CLOSE = "close";
    private static final String CLOSE_DESC = "()V";

    /** Looks at each call of a method of the class {@code owner}. */
    public static CloseCalls of(String owner, MethodNode method, TypeLattice lattice) {
        var closes = new CloseCalls(new ArrayList<>(), new LinkedHashMap<>());
        var uses = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            if (!(instruction instanceof MethodInsnNode call)) {
                continue;
            }
            if (call.getOpcode() != Opcodes.INVOKESTATIC && isClose(call.name, call.desc)) {
                var answer = lattice.isAssignable(call.owner, RuntimeMembers.ASYNC_CLOSEABLE);
                if (answer == Assignability.YES) {
                    closes.awaiting.add(call);
                } else if (answer == Assignability.UNKNOWN) {
                    closes.undecided.put(call, Objects.requireNonNull(lattice.firstMissing(call.owner)));
                }
            } else if (KotlinUse.isClose(call)) {
                uses.add(call);
            }
        }
        closes.addUses(uses, owner, method, lattice);
        return closes;
    }

    /** Those of Kotlin's {@code use} come behind the others. */
    private void addUses(List<MethodInsnNode> uses, String owner, MethodNode method, TypeLattice lattice) {
        if (uses.isEmpty()
                || !StatedTypes.of(owner, method).mayBeAny(List.of(RuntimeMembers.ASYNC_CLOSEABLE), lattice)) {
            return;
        }
        var known =
                new KnownTypes(method, TypeAnalysis.analyze(owner, method), ValueOrigins.of(owner, method), lattice);
        for (var use : uses) {
            var answer = known.ofOperand(use, KotlinUse.DEPTH_OF_RESOURCE, RuntimeMembers.ASYNC_CLOSEABLE);
            if (answer.isKnown()) {
                awaiting.add(use);
            } else if (answer.missing() != null) {
                undecided.put(use, answer.missing());
            }
        }
    }

    /** Whether a method of that name and descriptor is the {@code close()} of an {@code AutoCloseable}. */
    public static boolean isClose(String name, String descriptor) {
        return name.equals(CLOSE) && descriptor.equals(CLOSE_DESC);
    }
}
