package io.heddle.instrumenter.bytecode;

import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * What the instrumenter knows of JUnit Jupiter and of heddle-junit, by name only. Jupiter runs void methods alone, and
 * passes over a test that is none; so a method with one of these annotations that returns a coroutine is async by itself,
 * and gets a void one beside it.
 */
public final class TestMembers {
    private static final Set<String> TEST = Set.of(
            "Lio/heddle/junit/AsyncTest;",
            "Lorg/junit/jupiter/api/Test;",
            "Lorg/junit/jupiter/api/RepeatedTest;",
            "Lorg/junit/jupiter/params/ParameterizedTest;");
    private static final Set<String> BEFORE_OR_AFTER_EACH =
            Set.of("Lorg/junit/jupiter/api/BeforeEach;", "Lorg/junit/jupiter/api/AfterEach;");
    private static final Set<String> BEFORE_OR_AFTER_ALL =
            Set.of("Lorg/junit/jupiter/api/BeforeAll;", "Lorg/junit/jupiter/api/AfterAll;");
    private static final String RETURNS_COROUTINE = ")Lio/heddle/Coroutine;";

    /** What runs a coroutine for Jupiter. */
    public static final String RUNS = "io/heddle/junit/AsyncMethods";

    /** On the loop of the test that is under way. */
    public static final String RUN = "run";

    /** On a loop of its own. */
    public static final String RUN_ALONE = "runAlone";

    public static final String RUN_DESC = "(Lio/heddle/Coroutine;)V";

    private TestMembers() {}

    /** Whether {@code method} is for Jupiter to run, and returns a coroutine. */
    public static boolean isForJUnit(MethodNode method) {
        return isTest(method)
                || isForAll(method)
                || (!isStatic(method) && returnsCoroutine(method) && isAnnotated(method, BEFORE_OR_AFTER_EACH));
    }

    /** Whether {@code method} is a test, and returns a coroutine. */
    public static boolean isTest(MethodNode method) {
        return !isStatic(method) && returnsCoroutine(method) && isAnnotated(method, TEST);
    }

    /** Whether {@code method} runs before or after all tests of its class, and returns a coroutine. */
    public static boolean isForAll(MethodNode method) {
        return returnsCoroutine(method) && isAnnotated(method, BEFORE_OR_AFTER_ALL);
    }

    private static boolean isStatic(MethodNode method) {
        return (method.access & Opcodes.ACC_STATIC) != 0;
    }

    private static boolean returnsCoroutine(MethodNode method) {
        return (method.access & Opcodes.ACC_PRIVATE) == 0 && method.desc.endsWith(RETURNS_COROUTINE);
    }

    private static boolean isAnnotated(MethodNode method, Set<String> annotations) {
        return method.visibleAnnotations != null
                && method.visibleAnnotations.stream().anyMatch(annotation -> annotations.contains(annotation.desc));
    }
}
