package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.TryReturns;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.TestMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the methods of a class that will be woven: those that say {@code @Async}, and lambda bodies that await and whose
 * type lets them. What says {@code @Async} and can't be async is left out; the rules tell the user.
 */
public final class ClassScanner {
    private static final int BODILESS = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

    private ClassScanner() {}

    /**
     * Scans one class.
     *
     * @param lattice the classes of the run and of its class path: what a lambda closes may be an {@code AsyncCloseable}
     */
    public static ClassScan scan(ClassNode node, TypeLattice lattice) {
        var lambdaBodies = lambdaBodies(node);
        var found = new ArrayList<AsyncMethod>();
        for (var method : node.methods) {
            var isLambda = lambdaBodies.contains(method);
            var returns = ReturnKind.of(method.desc);
            if (returns != null && (isLambda ? awaits(method, returns, node, lattice) : isAsync(method))) {
                found.add(new AsyncMethod(method, returns, isLambda));
            }
        }
        return new ClassScan(node, found);
    }

    /**
     * Whether the user wrote {@code @Async} on this method, or it is a test that returns a coroutine. javac copies the
     * annotation to the bridges that it makes; they only call the method and stay as they are.
     */
    static boolean saysAsync(MethodNode method) {
        return (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == 0
                && (hasAsync(method) || TestMembers.isForJUnit(method));
    }

    /** Whether the user wrote {@code @Async} on this method. */
    static boolean hasAsync(MethodNode method) {
        return method.invisibleAnnotations != null
                && method.invisibleAnnotations.stream()
                        .anyMatch(annotation -> annotation.desc.equals(RuntimeMembers.ASYNC_DESC));
    }

    private static boolean isAsync(MethodNode method) {
        return saysAsync(method) && (method.access & (BODILESS | Opcodes.ACC_SYNCHRONIZED)) == 0;
    }

    /** A lambda awaits also where it returns a coroutine inside a {@code try}, which waits for it. */
    private static boolean awaits(MethodNode body, ReturnKind returns, ClassNode owner, TypeLattice lattice) {
        return AwaitingForms.isIn(owner.name, body, lattice)
                || (returns == ReturnKind.COROUTINE
                        && !body.tryCatchBlocks.isEmpty()
                        && !TryReturns.of(owner, body, lattice).values().isEmpty());
    }

    /** The bodies of lambdas that are made objects somewhere in the class. */
    static Set<MethodNode> lambdaBodies(ClassNode node) {
        Set<MethodNode> bodies = Collections.newSetFromMap(new IdentityHashMap<>());
        for (var site : LambdaSite.of(node)) {
            var body = site.bodyIn(node);
            if (body != null) {
                bodies.add(body);
            }
        }
        return bodies;
    }
}
