package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.VerificationType.Kind;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.Compiler;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A moved method does what the original does, in the same order. {@code pause} stands for what may suspend; {@code X}
 * tells when it is initialised, and {@code m} gives what is told with its result.
 */
class UninitializedObjectMoverBehaviourTest {
    private static final String LABORATORY = """
            static StringBuilder log = new StringBuilder();
            static <T> T log(T event) { log.append(event).append(", "); return event; }
            static <T> T pause(T value) { log("pause " + value); return value; }
            static long pause(long value) { log("pause " + value); return value; }
            static double pause(double value) { log("pause " + value); return value; }
            static <T> T fail(T value) { throw new IllegalStateException(log("fail " + value)); }
            static class X {
                static { log("init X"); }
                final String arguments;
                X(Object... arguments) { this.arguments = log("new X" + Arrays.toString(arguments)); }
                X(long a, double b, float c, int d, char e, byte f, boolean g, short h, String i, int[][] j) {
                    this(new Object[] { a, b, c, d, e, f, g, h, i, j == null ? null : j.length });
                }
                public String toString() { return arguments; }
            }
            static class Unready { static { fail("init Unready"); } Unready(Object o) {} }
            """;

    @ParameterizedTest
    @EnumSource
    void anArgumentSuspends(Compiler compiler) {
        assertThat(run(compiler, "static Object m() { return new X(pause(\"a\")); }"))
                .isEqualTo("init X, pause a, new X[a] -> new X[a]");
    }

    @ParameterizedTest
    @EnumSource
    void argumentsOfEveryTypeComeThrough(Compiler compiler) {
        assertThat(run(compiler, """
                static Object m() {
                    return new X(pause(1L), pause(2.5), 3.5f, 4, '5', (byte) 6, true, (short) 8, "9", new int[2][]);
                }
                """))
                .isEqualTo("init X, pause 1, pause 2.5, new X[1, 2.5, 3.5, 4, 5, 6, true, 8, 9, 2]"
                        + " -> new X[1, 2.5, 3.5, 4, 5, 6, true, 8, 9, 2]");
        assertThat(run(compiler, """
                static Object m() {
                    return new X(Long.MAX_VALUE, -0.0, Float.NaN, -1, 'x', (byte) -1, false, (short) -1, pause("9"), null);
                }
                """))
                .endsWith(" -> new X[9223372036854775807, -0.0, NaN, -1, x, -1, false, -1, 9, null]");
    }

    @ParameterizedTest
    @EnumSource
    void objectsAreNested(Compiler compiler) {
        assertThat(run(
                        compiler,
                        "static Object m() { return new X(new X(pause(\"a\"), new X(pause(\"b\"))), pause(\"c\")); }"))
                .isEqualTo(
                        "init X, pause a, pause b, new X[b], new X[a, new X[b]], pause c, new X[new X[a, new X[b]], c]"
                                + " -> new X[new X[a, new X[b]], c]");
    }

    @ParameterizedTest
    @EnumSource
    void operandsLieBelowTheObject(Compiler compiler) {
        assertThat(run(compiler, """
                static Object m() {
                    long[] sums = {1, 2};
                    int i = 0;
                    sums[i++] += 10L * i + new X(pause("a"), sums[i]).arguments.length() + pause(100L);
                    return log("left") + sums[0] + new X(pause("b")) + i;
                }
                """))
                .isEqualTo("init X, pause a, new X[a, 2], pause 100, left, pause b, new X[b] -> left122new X[b]1");
    }

    @ParameterizedTest
    @EnumSource
    void argumentsBranch(Compiler compiler) {
        assertThat(run(compiler, """
                static Object m() {
                    return new X(log.length() == 0 ? pause("a") : "b", log.length() > 0 && pause(true) ? new X(pause("c")) : "d");
                }
                """))
                .isEqualTo("init X, pause true, pause c, new X[c], new X[b, new X[c]] -> new X[b, new X[c]]");
    }

    @ParameterizedTest
    @EnumSource
    void anObjectIsMadeInEachRoundOfALoop(Compiler compiler) {
        assertThat(run(compiler, """
                static Object m() {
                    List<X> all = new ArrayList<>();
                    for (int i = 0; i < 2; i++) { all.add(new X(pause("a"), i)); }
                    return all;
                }
                """))
                .isEqualTo("init X, pause a, new X[a, 0], pause a, new X[a, 1] -> [new X[a, 0], new X[a, 1]]");
    }

    @ParameterizedTest
    @EnumSource
    void anExceptionOfAnArgumentLeavesTheObjectBehind(Compiler compiler) {
        assertThat(run(compiler, """
                static Object m() {
                    X x = null;
                    try { x = new X(pause("a"), fail("b")); } catch (IllegalStateException e) { return x + e.getMessage(); }
                    return x;
                }
                """)).isEqualTo("init X, pause a, fail b -> nullfail b");
    }

    @ParameterizedTest
    @EnumSource
    void anInitialiserThatFailsDoesSoBeforeTheArguments(Compiler compiler) {
        assertThat(run(compiler, "static Object m() { return new Unready(pause(\"a\")); }"))
                .isEqualTo("fail init Unready -> java.lang.ExceptionInInitializerError");
    }

    @ParameterizedTest
    @EnumSource
    void anonymousInnerAndLocalClassesCaptureWhatTheyDid(Compiler compiler) {
        assertThat(run(compiler, """
                static Object m() { return new A() {}.inner("v"); }
                class Inner {
                    final Object value;
                    Inner(Object value) { this.value = value; }
                    public String toString() { return A.this.name() + value; }
                }
                String name() { return "outer "; }
                Object inner(String variable) {
                    class Local extends Inner {
                        Local(Object value) { super(value); }
                        public String toString() { return super.toString() + variable; }
                    }
                    return this.new Inner(pause("a")) + " " + new Local(pause("b")) + new Inner(pause("c")) {
                        public String toString() { return " " + variable + value; }
                    };
                }
                """)).isEqualTo("pause a, pause b, pause c -> outer a outer bv vc");
    }

    @Test
    void anObjectThatTheOriginalComparesIsTheOneThatItWas() {
        var listing = """
                L0
                NEW java/lang/Object
                DUP
                ASTORE 0
                INVOKESTATIC A.pause ()V
                DUP
                IFNULL L1
                DUP
                IFNONNULL L2
                L1
                FRAME FULL [L0] [L0]
                POP
                LDC "null"
                ARETURN
                L2
                FRAME FULL [L0] [L0]
                DUP
                ALOAD 0
                IF_ACMPNE L1
                DUP
                ACONST_NULL
                IF_ACMPEQ L1
                DUP
                ACONST_NULL
                IF_ACMPNE L3
                GOTO L1
                L3
                FRAME FULL [L0] [L0]
                DUP
                INVOKESPECIAL java/lang/Object.<init> ()V
                ALOAD 0
                IF_ACMPNE L4
                LDC "the same"
                ARETURN
                L4
                FRAME FULL [java/lang/Object] []
                LDC "another"
                ARETURN
                """;
        var original = MethodFixture.assemble("static m()Ljava/lang/Object;", listing);
        var pause = MethodFixture.assemble("static pause()V", "RETURN");

        assertThat(result(original, pause)).isEqualTo("the same");
        assertThat(result(move(original, "A"), pause)).isEqualTo("the same");
    }

    private static String result(MethodNode method, MethodNode pause) {
        var node = FixtureClassLoader.classOf("A", method);
        node.methods.add(pause);
        return invoke(new FixtureClassLoader(Map.of()).with(node), "A");
    }

    private static String run(Compiler compiler, String members) {
        var classFiles = compiler.compile(LABORATORY + members);
        var original = tell(new FixtureClassLoader(classFiles));
        var loader = new FixtureClassLoader(classFiles);
        for (var classFile : classFiles.values()) {
            loader.with(move(Classes.read(classFile)));
        }
        var moved = tell(loader);
        assertThat(moved).isEqualTo(original);
        return moved;
    }

    private static ClassNode move(ClassNode node) {
        node.methods.replaceAll(method ->
                method.name.equals("<init>") || method.instructions.size() == 0 ? method : move(method, node.name));
        return node;
    }

    private static MethodNode move(MethodNode original, String owner) {
        var method = new UninitializedObjectMover(owner, Moves::isPause).move(original);
        var types = TypeAnalysis.analyze(owner, method);
        for (var i = 0; i < method.instructions.size(); i++) {
            if (Moves.isPause(method.instructions.get(i))) {
                assertThat(types.stack(i)).noneMatch(type -> type.kind() == Kind.UNINITIALIZED);
            }
        }
        return method;
    }

    private static String tell(FixtureClassLoader loader) {
        var result = invoke(loader, "A");
        try {
            var log = loader.load("A").getDeclaredField("log");
            log.setAccessible(true);
            return Objects.toString(log.get(null)).replaceFirst(", $", "") + " -> " + result;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static String invoke(FixtureClassLoader loader, String name) {
        try {
            var method = loader.load(name).getDeclaredMethod("m");
            method.setAccessible(true);
            return String.valueOf(method.invoke(null));
        } catch (InvocationTargetException e) {
            return String.valueOf(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }
}
