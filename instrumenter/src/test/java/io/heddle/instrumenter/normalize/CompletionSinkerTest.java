package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

class CompletionSinkerTest {
    private static final String HANDLER = """
            L2
            FRAME FULL [java/lang/String] [java/lang/Throwable]
            ASTORE 2
            INVOKESTATIC A.g ()V
            ALOAD 2
            ATHROW
            """;

    @Test
    void theValueIsCarriedPastTheFinallyAndWrappedBehindIt() {
        assertThat(sink("static m(Ljava/lang/String;)Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ASTORE 1
                L1
                INVOKESTATIC A.g ()V
                ALOAD 1
                ARETURN
                """ + HANDLER))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                ASTORE 1
                L1
                INVOKESTATIC A.g ()V
                ALOAD 1
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ARETURN
                """ + HANDLER);
    }

    @Test
    void stackMapsOfTheFinallyNameItAnObjectAndNoValueIsNull() {
        assertThat(sink("static m(Ljava/lang/String;)Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                INVOKEVIRTUAL java/lang/String.hashCode ()I
                POP
                INVOKESTATIC io/heddle/Coroutines.done ()Lio/heddle/Coroutine;
                ASTORE 1
                L1
                ALOAD 0
                IFNULL L3
                INVOKESTATIC A.g ()V
                L3
                FRAME FULL [java/lang/String io/heddle/Coroutine] []
                ALOAD 1
                ARETURN
                """ + HANDLER))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                INVOKEVIRTUAL java/lang/String.hashCode ()I
                POP
                ACONST_NULL
                ASTORE 1
                L1
                ALOAD 0
                IFNULL L3
                INVOKESTATIC A.g ()V
                L3
                FRAME FULL [java/lang/String java/lang/Object] []
                ALOAD 1
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ARETURN
                """ + HANDLER);
    }

    @Test
    void armsThatMeetBeforeTheStoreAllCarryTheirValue() {
        assertThat(sink("static m(Ljava/lang/String;)Lio/heddle/Coroutine;", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                IFNULL L3
                ALOAD 0
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                GOTO L4
                L3
                FRAME FULL [java/lang/String] []
                INVOKESTATIC io/heddle/Coroutines.done ()Lio/heddle/Coroutine;
                L4
                FRAME FULL [java/lang/String] [io/heddle/Coroutine]
                ASTORE 1
                L1
                INVOKESTATIC A.g ()V
                ALOAD 1
                ARETURN
                """ + HANDLER))
                .isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                IFNULL L3
                ALOAD 0
                GOTO L4
                L3
                FRAME FULL [java/lang/String] []
                ACONST_NULL
                L4
                FRAME FULL [java/lang/String] [java/lang/Object]
                ASTORE 1
                L1
                INVOKESTATIC A.g ()V
                ALOAD 1
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ARETURN
                """ + HANDLER);
    }

    @Test
    void armsOfWhichOneGivesSomethingElseAreLeftAlone() {
        assertStays("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                IFNULL L3
                ALOAD 0
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                GOTO L4
                L3
                FRAME FULL [java/lang/String] []
                ACONST_NULL
                L4
                FRAME FULL [java/lang/String] [io/heddle/Coroutine]
                ASTORE 1
                L1
                INVOKESTATIC A.g ()V
                ALOAD 1
                ARETURN
                """ + HANDLER);
    }

    @Test
    void aLocalThatOtherCodeReadsTooIsLeftAlone() {
        assertStays("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ASTORE 1
                L1
                ALOAD 1
                INVOKESTATIC A.use (Lio/heddle/Coroutine;)V
                ALOAD 1
                ARETURN
                """ + HANDLER);
    }

    @Test
    void aLoadThatMaySeeAnotherStoreIsLeftAlone() {
        assertStays("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ALOAD 0
                IFNULL L3
                ALOAD 0
                INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;
                ASTORE 1
                GOTO L1
                L3
                FRAME FULL [java/lang/String] []
                INVOKESTATIC A.f ()Lio/heddle/Coroutine;
                ASTORE 1
                L1
                FRAME FULL [java/lang/String io/heddle/Coroutine] []
                ALOAD 1
                ARETURN
                """ + HANDLER);
    }

    @Test
    void aVariableOfTheUsersIsLeftAlone() {
        var node = MethodFixture.compile("""
                @Async Coroutine<String> m(String s) {
                    Coroutine<String> result;
                    try { result = done(s); } finally { System.gc(); }
                    return result;
                }
                """);
        var method = MethodFixture.method(node, "m");

        assertThat(new CompletionSinker("A").sink(method))
                .extracting(MethodDump::of)
                .isEqualTo(MethodDump.of(method));
    }

    private static void assertStays(String code) {
        assertThat(sink("static m(Ljava/lang/String;)Lio/heddle/Coroutine;", code))
                .isEqualTo(code);
    }

    private static String sink(String declaration, String code) {
        MethodNode original = MethodFixture.assemble(declaration, code);
        return MethodDump.of(new CompletionSinker("A").sink(original));
    }
}
