package io.heddle.instrumenter.analysis;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What is left of Kotlin's {@code use} once it has been inlined: on each way out of the block a call of a helper, which
 * closes the resource if there is one, and adds what that throws to the exception by which the block is being left.
 *
 * <pre>
 *   r.use { f(it) }        (f(r))
 *                          aload r; aload exception; invokestatic closeFinally     // null: nothing was thrown
 *                          ..
 *                 thrown:  astore t; aload t; astore exception; aload t; athrow
 *                 left:    astore t; aload r; aload exception; invokestatic closeFinally; aload t; athrow
 * </pre>
 */
public final class KotlinUse {
    /** How many operands lie above the resource. */
    static final int DEPTH_OF_RESOURCE = 1;

    private static final String HELPER = "closeFinally";

    /** That of {@code AutoCloseable}, that of {@code java.io.Closeable}, and where the first may be moved to. */
    private static final Set<String> OWNERS =
            Set.of("kotlin/jdk7/AutoCloseableKt", "kotlin/io/CloseableKt", "kotlin/AutoCloseableKt");

    private KotlinUse() {}

    /** Whether a call is one of the helper. */
    public static boolean isClose(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC && call.name.equals(HELPER) && OWNERS.contains(call.owner);
    }
}
