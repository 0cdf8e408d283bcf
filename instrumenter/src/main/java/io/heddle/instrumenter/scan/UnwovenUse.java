package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import org.objectweb.asm.tree.ClassNode;

/** Tells a class that has been woven from one that should have been. */
public final class UnwovenUse {
    private UnwovenUse() {}

    /** Whether the instrumenter made this class, or has woven it. */
    public static boolean isWoven(ClassNode node) {
        return node.invisibleAnnotations != null
                && node.invisibleAnnotations.stream()
                        .anyMatch(annotation -> annotation.desc.equals(RuntimeMembers.WOVEN_DESC)
                                || annotation.desc.equals(RuntimeMembers.GENERATED_DESC));
    }

    /**
     * Whether a class has something to weave, or an {@code await} where there can't be one, and is not woven. It is asked
     * without a class path: a lambda that is async by what it closes alone is passed over.
     */
    public static boolean in(ClassNode node) {
        if (isWoven(node)) {
            return false;
        }
        var lambdaBodies = ClassScanner.lambdaBodies(node);
        return !ClassScanner.scan(node, new TypeLattice(name -> null))
                        .asyncMethods()
                        .isEmpty()
                || node.methods.stream()
                        .anyMatch(method -> ClassScanner.saysAsync(method)
                                || (AwaitCalls.in(method)
                                        && !AwaitPlacementRule.isOrphan(method, lambdaBodies.contains(method))));
    }
}
