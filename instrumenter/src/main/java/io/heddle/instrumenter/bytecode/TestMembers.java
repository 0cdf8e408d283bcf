package io.heddle.instrumenter.bytecode;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * What the instrumenter knows of JUnit Jupiter and of heddle-junit, by name only. Jupiter runs void methods alone; so a
 * method with one of these annotations that returns a coroutine is async by itself, and gets a void one beside it.
 */
public final class TestMembers {
    private static final Set<String> TEST = Set.of("Lio/heddle/junit/AsyncTest;");
    private static final Set<String> BEFORE_OR_AFTER =
            Set.of("Lorg/junit/jupiter/api/BeforeEach;", "Lorg/junit/jupiter/api/AfterEach;");
    private static final String RETURNS_COROUTINE = ")Lio/heddle/Coroutine;";

    /** Runs a coroutine on the loop of the test that is under way. */
    public static final String RUNS = "io/heddle/junit/AsyncMethods";

    public static final String RUN = "run";
    public static final String RUN_DESC = "(Lio/heddle/Coroutine;)V";

    private TestMembers() {}

    /** Whether {@code method} is for Jupiter to run, and returns a coroutine. */
    public static boolean isForJUnit(MethodNode method) {
        return isTest(method) || isAnnotated(method, BEFORE_OR_AFTER);
    }

    /** Whether {@code method} is a test, and returns a coroutine. */
    public static boolean isTest(MethodNode method) {
        return isAnnotated(method, TEST);
    }

    private static boolean isAnnotated(MethodNode method, Set<String> annotations) {
        return (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0
                && method.desc.endsWith(RETURNS_COROUTINE)
                && method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(annotation -> annotations.contains(annotation.desc));
    }
}
