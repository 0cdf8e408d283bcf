package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.ConstantPool.MethodReference;
import io.heddle.instrumenter.bytecode.ConstantPool.Names;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import org.objectweb.asm.Type;

/**
 * Tells the classes that can have to do with Heddle from all others, which are not parsed. Nearly all of the former name
 * something of Heddle's. One that doesn't may still call what awaits, of a type that inherits it:
 *
 * <pre>
 *   class Connection implements AsyncCloseable { .. }
 *
 *   class Program {                                     // names nothing of Heddle's
 *       void run() {
 *           try (var connection = new Connection()) {   // Connection.close()V
 * </pre>
 *
 * <p>So where a class calls a method of such a name, the type that it is called on is looked at. One that can't be found
 * is taken for none of Heddle's. Thread-safe where the class path is.
 */
final class HeddleUse {
    /** What is called on, or gives, an async type of the user's own. */
    private static final Names AWAITING_NAMES =
            new Names("close", "hasNext", "iterator", "forEach", "forEachRemaining", "spliterator");

    private static final String JDK_PREFIX = "java/";

    private final TypeLattice lattice;

    /** For the classes of a run that refers to {@code classPath}. */
    HeddleUse(ClassHierarchy classPath) {
        this.lattice = new TypeLattice(classPath);
    }

    /** Whether a class names anything of Heddle's. */
    static boolean isNamed(ConstantPool pool) {
        return pool.mentions(RuntimeMembers.PACKAGE_PREFIX);
    }

    /** Whether a class can have something to weave or to complain of. */
    boolean isIn(byte[] classFile) {
        var pool = new ConstantPool(classFile);
        return isNamed(pool) || pool.methodsNamed(AWAITING_NAMES).stream().anyMatch(this::mayAwait);
    }

    private boolean mayAwait(MethodReference method) {
        var returned = Type.getReturnType(method.descriptor());
        return isAsync(method.owner()) || (returned.getSort() == Type.OBJECT && isAsync(returned.getInternalName()));
    }

    private boolean isAsync(String type) {
        return !type.startsWith(JDK_PREFIX)
                && (isSubtype(type, RuntimeMembers.ASYNC_CLOSEABLE) || isSubtype(type, RuntimeMembers.ASYNC_ITERABLE));
    }

    private boolean isSubtype(String type, String asyncType) {
        return lattice.isAssignable(type, asyncType) == Assignability.YES;
    }
}
