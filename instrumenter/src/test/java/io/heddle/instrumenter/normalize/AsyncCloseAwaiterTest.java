package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

class AsyncCloseAwaiterTest {
    private static final String HEADER = "static m(Lio/heddle/AsyncCloseable;)Lio/heddle/Coroutine;";
    private static final String CLOSE = "INVOKEINTERFACE io/heddle/AsyncCloseable.close ()V (itf)\n";
    private static final String AWAIT =
            "INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;\n";
    private static final String AWAITED_CLOSE =
            "INVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync ()Lio/heddle/Coroutine; (itf)\n" + AWAIT + "POP\n";
    private static final String AWAITED_CLOSE_AFTER_FAILURE =
            "INVOKEINTERFACE io/heddle/AsyncCloseable.closeAsync (Ljava/lang/Throwable;)Lio/heddle/Coroutine; (itf)\n"
                    + AWAIT + """
                    LDC "closeAsync(Throwable) of io.heddle.AsyncCloseable completed with null, and not with the exception that the block is left by"
                    INVOKESTATIC java/util/Objects.requireNonNull (Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;
                    CHECKCAST java/lang/Throwable
                    """;

    @Test
    void theCloseOfABlockThatEndsNormallyIsAwaited() {
        assertThat(await("ALOAD 0\n" + CLOSE + "ACONST_NULL\nARETURN"))
                .isEqualTo("ALOAD 0\n" + AWAITED_CLOSE + "ACONST_NULL\nARETURN\n");
    }

    @Test
    void theResultTakesThePlaceOfTheExceptionThatLeavesTheBlock() {
        assertThat(await(afterFailure("java/lang/Throwable", "ASTORE 1", "ALOAD 1")))
                .isEqualTo("""
                        TRYCATCHBLOCK L0 L1 L1 java/lang/Throwable
                        L0
                        INVOKESTATIC A.body ()V
                        ACONST_NULL
                        ARETURN
                        L1
                        FRAME FULL [io/heddle/AsyncCloseable] [java/lang/Throwable]
                        ASTORE 1
                        ALOAD 0
                        ALOAD 1
                        CLOSE
                        ASTORE 1
                        ALOAD 1
                        ATHROW
                        """.replace("CLOSE\n", AWAITED_CLOSE_AFTER_FAILURE));
    }

    @Test
    void everyCopyOfTheExceptionIsReplaced() {
        assertThat(await(afterFailure("java/lang/Throwable", "DUP\nASTORE 1\nASTORE 2", "ALOAD 2")))
                .contains("ALOAD 0\nALOAD 1\n" + AWAITED_CLOSE_AFTER_FAILURE
                        + "ASTORE 1\nALOAD 1\nASTORE 2\nALOAD 2\nATHROW\n");
    }

    @Test
    void whereTheExceptionIsOfANarrowerTypeTheResultHasAVariable() {
        assertThat(await(afterFailure("java/io/IOException", "ASTORE 1", "ALOAD 1")))
                .isEqualTo("""
                        TRYCATCHBLOCK L0 L1 L1 java/io/IOException
                        ACONST_NULL
                        ASTORE 2
                        L0
                        INVOKESTATIC A.body ()V
                        ACONST_NULL
                        ARETURN
                        L1
                        FRAME FULL [io/heddle/AsyncCloseable T java/lang/Throwable] [java/io/IOException]
                        DUP
                        ASTORE 2
                        ASTORE 1
                        ALOAD 0
                        ALOAD 2
                        CLOSE
                        ASTORE 2
                        ALOAD 1
                        POP
                        ALOAD 2
                        ATHROW
                        """.replace("CLOSE\n", AWAITED_CLOSE_AFTER_FAILURE));
    }

    @Test
    void whereTheExceptionStaysOnTheStackTheResultHasAVariable() {
        assertThat(await(afterFailure("java/lang/Throwable", "", "")))
                .contains("""
                        FRAME FULL [io/heddle/AsyncCloseable java/lang/Throwable] [java/lang/Throwable]
                        DUP
                        ASTORE 1
                        ALOAD 0
                        ALOAD 1
                        CLOSE
                        ASTORE 1
                        POP
                        ALOAD 1
                        ATHROW
                        """.replace("CLOSE\n", AWAITED_CLOSE_AFTER_FAILURE));
    }

    @Test
    void theVariableIsBehindTheLocalsOfEveryStackMap() {
        assertThat(await("""
                TRYCATCHBLOCK L0 L1 L1 java/io/IOException
                LCONST_0
                LSTORE 1
                L0
                FRAME FULL [io/heddle/AsyncCloseable J] []
                INVOKESTATIC A.body ()V
                GOTO L0
                L1
                FRAME FULL [] [java/io/IOException]
                ACONST_NULL
                CLOSE
                ATHROW
                """.replace("CLOSE\n", CLOSE)))
                .contains("FRAME FULL [io/heddle/AsyncCloseable J java/lang/Throwable] []\n")
                .contains("FRAME FULL [T T T java/lang/Throwable] [java/io/IOException]\n");
    }

    @Test
    void aCloseInAHandlerThatDoesNotRethrowEndsABlockNormally() {
        assertThat(await(afterFailure("java/lang/Throwable", "POP", "ACONST_NULL")
                        .replace("ATHROW", "ARETURN")))
                .contains("POP\nALOAD 0\n" + AWAITED_CLOSE + "ACONST_NULL\nARETURN\n");
    }

    @Test
    void theCloseOfASuperclassIsThatOfTheSuperclass() {
        assertThat(await("ALOAD 0\nINVOKESPECIAL io/heddle/AsyncIterator.close ()V (itf)\nACONST_NULL\nARETURN"))
                .contains("INVOKESPECIAL io/heddle/AsyncIterator.closeAsync ()Lio/heddle/Coroutine; (itf)\n");
    }

    @Test
    void leavesAMethodAloneThatClosesNothingSuch() {
        var method = MethodFixture.assemble(
                HEADER, "ALOAD 0\nINVOKEINTERFACE java/lang/AutoCloseable.close ()V (itf)\nACONST_NULL\nARETURN");

        assertThat(awaiter().await(method)).isSameAs(method);
    }

    private static String afterFailure(String type, String store, String load) {
        return """
                TRYCATCHBLOCK L0 L1 L1 TYPE
                L0
                INVOKESTATIC A.body ()V
                ACONST_NULL
                ARETURN
                L1
                FRAME FULL [io/heddle/AsyncCloseable] [TYPE]
                KEEP
                ALOAD 0
                CLOSE
                LOAD
                ATHROW
                """.replace("TYPE", type)
                .replace("KEEP\n", store.isEmpty() ? "" : store + "\n")
                .replace("CLOSE\n", CLOSE)
                .replace("\nLOAD\n", load.isEmpty() ? "\n" : "\n" + load + "\n");
    }

    /** The original must not change: it is woven from the copy. */
    private static String await(String listing) {
        MethodNode original = MethodFixture.assemble(HEADER, listing);
        var before = MethodDump.of(original);
        var after = MethodDump.of(awaiter().await(original));
        assertThat(MethodDump.of(original)).isEqualTo(before);
        return after;
    }

    private static AsyncCloseAwaiter awaiter() {
        return new AsyncCloseAwaiter("A", new TypeLattice(Classes.onClassPath()));
    }
}
