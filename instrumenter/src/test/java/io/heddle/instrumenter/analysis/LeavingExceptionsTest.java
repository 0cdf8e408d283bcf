package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** In the listings {@code A.close} is the instruction that is asked about, and its handlers are told by their number. */
class LeavingExceptionsTest {
    @Test
    void aHandlerThatRethrowsWhatItCaught() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                INVOKESTATIC A.close ()V
                ALOAD 0
                ATHROW
                """)).isEqualTo("left by what handler 1 has caught, in [0]");
    }

    @Test
    void theExceptionMayStayOnTheStack() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                DUP
                ASTORE 0
                INVOKESTATIC A.close ()V
                ATHROW
                """)).isEqualTo("left by what handler 1 has caught, in [0] and on the stack");
    }

    @Test
    void movesAndCastsMakeNoOtherException() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                ALOAD 0
                ASTORE 1
                INVOKESTATIC A.close ()V
                ALOAD 1
                CHECKCAST java/lang/Error
                ASTORE 0
                ALOAD 0
                ATHROW
                """)).isEqualTo("left by what handler 1 has caught, in [0, 1]");
    }

    @Test
    void whateverRunsBeforeTheThrow() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                TRYCATCHBLOCK L2 L3 L4 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                L2
                INVOKESTATIC A.close ()V
                L3
                GOTO L5
                L4
                FRAME FULL [java/lang/Throwable] [java/lang/Throwable]
                ASTORE 1
                ALOAD 0
                ALOAD 1
                INVOKEVIRTUAL java/lang/Throwable.addSuppressed (Ljava/lang/Throwable;)V
                L5
                FRAME FULL [java/lang/Throwable] []
                INVOKESTATIC A.again ()Z
                IFNE L5
                ALOAD 0
                ATHROW
                """)).isEqualTo("left by what handler 1 has caught, in [0]");
    }

    @Test
    void anExceptionThatIsThrownOnTheWayIsAnotherMatter() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                TRYCATCHBLOCK L2 L3 L3 java/lang/RuntimeException
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                INVOKESTATIC A.close ()V
                L2
                INVOKESTATIC A.again ()Z
                POP
                ALOAD 0
                ATHROW
                L3
                FRAME FULL [java/lang/Throwable] [java/lang/RuntimeException]
                POP
                RETURN
                """)).isEqualTo("left by what handler 1 has caught, in [0]");
    }

    @Test
    void notWhereOneWayEndsOtherwise() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                INVOKESTATIC A.close ()V
                INVOKESTATIC A.again ()Z
                IFNE L2
                ALOAD 0
                ATHROW
                L2
                FRAME FULL [java/lang/Throwable] []
                RETURN
                """)).isEqualTo("not left by an exception");
    }

    @Test
    void notWhereAnotherExceptionIsThrown() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                INVOKESTATIC A.close ()V
                INVOKESTATIC A.wrap (Ljava/lang/Throwable;)Ljava/lang/Error;
                ATHROW
                """)).isEqualTo("not left by an exception");
    }

    @Test
    void notWhereNoHandlerHasCaughtWhatIsThrown() {
        assertThat(atClose("static m(Ljava/lang/Error;)V", """
                INVOKESTATIC A.close ()V
                ALOAD 0
                ATHROW
                """)).isEqualTo("not left by an exception");
    }

    @Test
    void notWhereTheMethodIsNeverLeft() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [] [java/lang/Throwable]
                POP
                INVOKESTATIC A.close ()V
                L2
                FRAME FULL [] []
                GOTO L2
                """)).isEqualTo("not left by an exception");
    }

    @Test
    void notOutsideTheHandler() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                INVOKESTATIC A.body ()V
                L2
                ACONST_NULL
                ASTORE 0
                GOTO L3
                L1
                FRAME FULL [] [java/lang/Throwable]
                ASTORE 0
                L3
                FRAME FULL [java/lang/Throwable] []
                INVOKESTATIC A.close ()V
                ALOAD 0
                ATHROW
                """)).isEqualTo("not left by an exception");
    }

    @Test
    void whatAnEarlierRoundCaughtIsAnotherException() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L2 null
                ACONST_NULL
                ASTORE 0
                L0
                FRAME FULL [java/lang/Throwable] []
                INVOKESTATIC A.body ()V
                L1
                RETURN
                L2
                FRAME FULL [java/lang/Throwable] [java/lang/Throwable]
                ASTORE 1
                ALOAD 0
                IFNULL L3
                INVOKESTATIC A.close ()V
                ALOAD 0
                ATHROW
                L3
                FRAME FULL [java/lang/Throwable java/lang/Throwable] []
                ALOAD 1
                ASTORE 0
                GOTO L0
                """)).isEqualTo("not left by an exception");
    }

    @Test
    void theFirstExceptionOfSeveralHandlersOfWhichOneIsAbove() {
        assertThat(atClose("""
                TRYCATCHBLOCK L0 L1 L1 null
                TRYCATCHBLOCK L0 L2 L2 null
                ACONST_NULL
                ASTORE 0
                L0
                INVOKESTATIC A.body ()V
                RETURN
                L1
                FRAME FULL [java/lang/Throwable] [java/lang/Throwable]
                ASTORE 0
                ALOAD 0
                ATHROW
                L2
                FRAME FULL [java/lang/Throwable] [java/lang/Throwable]
                ASTORE 1
                ALOAD 0
                IFNONNULL L3
                ALOAD 1
                ASTORE 0
                L3
                FRAME FULL [java/lang/Throwable java/lang/Throwable] []
                INVOKESTATIC A.close ()V
                ALOAD 0
                ATHROW
                """)).isEqualTo("left by what handler 1 or 2 has caught, in [0]");
    }

    /** Each store is one more state that each handler may see: ASM's analysis gives up. */
    @Test
    void manyStoresInManyTriesAreNotTooMuch() {
        var tries = 100;
        var code = new StringBuilder();
        for (var i = 0; i < tries; i++) {
            code.append("TRYCATCHBLOCK L0 L1 L").append(i + 2).append(" null\n");
        }
        code.append("L0\n");
        for (var slot = 1; slot <= 2500; slot++) {
            code.append("ICONST_0\nISTORE ").append(slot).append('\n');
        }
        code.append("L1\nRETURN\n");
        for (var i = 0; i < tries; i++) {
            code.append("L").append(i + 2).append("""

                    FRAME FULL [] [java/lang/Throwable]
                    ASTORE 0
                    INVOKESTATIC A.close ()V
                    ALOAD 0
                    ATHROW
                    """);
        }

        assertThat(atClose(code.toString())).isEqualTo("left by what handler 1 has caught, in [0]");
    }

    private static String atClose(String listing) {
        return atClose("static m()V", listing);
    }

    private static String atClose(String header, String listing) {
        var method = MethodFixture.assemble(header, listing);
        var exceptions = new LeavingExceptions(method, CaughtExceptions.of("A", method));
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && call.name.equals("close")) {
                return describe(exceptions.at(call), method);
            }
        }
        throw new AssertionError("nothing is closed");
    }

    private static String describe(@Nullable LeavingException exception, MethodNode method) {
        if (exception == null) {
            return "not left by an exception";
        }
        var numbers = new TreeSet<String>();
        for (var i = 0; i < method.tryCatchBlocks.size(); i++) {
            if (exception.handlers().contains(method.tryCatchBlocks.get(i).handler)) {
                numbers.add(Integer.toString(i + 1));
            }
        }
        return "left by what handler " + String.join(" or ", numbers) + " has caught, in " + exception.locals()
                + (exception.isOnStack() ? " and on the stack" : "");
    }
}
