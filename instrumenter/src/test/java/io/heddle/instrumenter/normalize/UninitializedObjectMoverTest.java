package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;

/** The listings before and after. */
class UninitializedObjectMoverTest {
    @Test
    void createsTheObjectBehindTheArguments() {
        assertThat(Moves.of("static m()LX;", """
                NEW X
                DUP
                ICONST_1
                INVOKESTATIC A.pause (I)I
                INVOKESPECIAL X.<init> (I)V
                ARETURN
                """)).isEqualTo("""
                NEW X
                POP
                ACONST_NULL
                DUP
                ICONST_1
                INVOKESTATIC A.pause (I)I
                ISTORE 0
                POP
                POP
                NEW X
                DUP
                ILOAD 0
                INVOKESPECIAL X.<init> (I)V
                ASTORE 1
                ALOAD 1
                ARETURN
                """);
    }

    @Test
    void keepsArgumentsOfAllTypesInTheirOrder() {
        assertThat(Moves.of("static m(I)V", """
                NEW X
                LCONST_1
                DCONST_1
                FCONST_1
                ACONST_NULL
                ICONST_1
                NEWARRAY T_INT
                ILOAD 0
                INVOKESTATIC A.pause (I)I
                INVOKESPECIAL X.<init> (JDFLjava/lang/Object;[II)V
                RETURN
                """)).contains("""
                INVOKESTATIC A.pause (I)I
                ISTORE 1
                ASTORE 2
                ASTORE 3
                FSTORE 4
                DSTORE 5
                LSTORE 7
                POP
                NEW X
                DUP
                LLOAD 7
                DLOAD 5
                FLOAD 4
                ALOAD 3
                ALOAD 2
                ILOAD 1
                INVOKESPECIAL X.<init> (JDFLjava/lang/Object;[II)V
                ASTORE 9
                RETURN
                """);
    }

    @Test
    void restoresEveryCopyAtItsDepthAndInItsLocals() {
        assertThat(Moves.of("static m()V", """
                LCONST_0
                NEW X
                DUP
                ASTORE 1
                DCONST_0
                DUP2_X1
                POP2
                DUP
                ASTORE 3
                DUP
                INVOKESTATIC A.pause ()V
                INVOKESPECIAL X.<init> ()V
                POP
                POP2
                POP2
                RETURN
                """)).contains("""
                INVOKESTATIC A.pause ()V
                POP
                POP
                NEW X
                DUP
                INVOKESPECIAL X.<init> ()V
                ASTORE 4
                ALOAD 4
                ALOAD 4
                ASTORE 1
                ALOAD 4
                ASTORE 3
                POP
                POP2
                POP2
                RETURN
                """);
    }

    @Test
    void liftsWhatLiesBetweenTheCopies() {
        assertThat(Moves.of("static m(J)V", """
                NEW X
                LLOAD 0
                NEW X
                DUP_X2
                INVOKESTATIC A.pause ()V
                INVOKESPECIAL X.<init> ()V
                POP2
                POP2
                RETURN
                """)).contains("""
                INVOKESTATIC A.pause ()V
                POP
                LSTORE 2
                POP
                NEW X
                DUP
                INVOKESPECIAL X.<init> ()V
                ASTORE 4
                ALOAD 4
                LLOAD 2
                POP2
                POP2
                RETURN
                """);
    }

    @Test
    void createsNestedObjectsFromTheInsideOut() {
        assertThat(Moves.of("static m()LX;", """
                NEW X
                DUP
                NEW Y
                DUP
                INVOKESTATIC A.pause ()I
                INVOKESPECIAL Y.<init> (I)V
                INVOKESPECIAL X.<init> (LY;)V
                ARETURN
                """)).isEqualTo("""
                NEW X
                POP
                ACONST_NULL
                DUP
                NEW Y
                POP
                ACONST_NULL
                DUP
                INVOKESTATIC A.pause ()I
                ISTORE 0
                POP
                POP
                NEW Y
                DUP
                ILOAD 0
                INVOKESPECIAL Y.<init> (I)V
                ASTORE 1
                ALOAD 1
                ASTORE 0
                POP
                POP
                NEW X
                DUP
                ALOAD 0
                INVOKESPECIAL X.<init> (LY;)V
                ASTORE 1
                ALOAD 1
                ARETURN
                """);
    }

    @Test
    void movesOnlyWhatAnAwaitFindsUninitialised() {
        assertThat(Moves.of("static m()V", """
                NEW X
                DUP
                NEW Y
                DUP
                INVOKESPECIAL Y.<init> ()V
                INVOKESTATIC A.pause (LY;)I
                INVOKESPECIAL X.<init> (I)V
                NEW Y
                INVOKESPECIAL Y.<init> ()V
                RETURN
                """)).startsWith("""
                NEW X
                POP
                ACONST_NULL
                DUP
                NEW Y
                DUP
                INVOKESPECIAL Y.<init> ()V
                """).endsWith("""
                NEW Y
                INVOKESPECIAL Y.<init> ()V
                RETURN
                """);
    }

    @Test
    void statesNullInStackMapsWhereTheObjectWasStated() {
        assertThat(Moves.of("static m(I)LX;", """
                L0
                NEW X
                DUP
                ASTORE 1
                DUP
                ILOAD 0
                IFEQ L1
                INVOKESTATIC A.pause ()I
                GOTO L2
                L1
                FRAME FULL [I L0] [L0 L0]
                ICONST_0
                L2
                FRAME FULL [I L0] [L0 L0 I]
                INVOKESPECIAL X.<init> (I)V
                ARETURN
                """)).isEqualTo("""
                NEW X
                POP
                ACONST_NULL
                DUP
                ASTORE 1
                DUP
                ILOAD 0
                IFEQ L0
                INVOKESTATIC A.pause ()I
                GOTO L1
                L0
                FRAME FULL [I N] [N N]
                ICONST_0
                L1
                FRAME FULL [I N] [N N I]
                ISTORE 2
                POP
                POP
                NEW X
                DUP
                ILOAD 2
                INVOKESPECIAL X.<init> (I)V
                ASTORE 3
                ALOAD 3
                ALOAD 3
                ASTORE 1
                ARETURN
                """);
    }

    @Test
    void keepsTheLabelOfAnObjectThatStays() {
        assertThat(Moves.of("static m(I)V", """
                L0
                NEW X
                NEW Y
                POP
                ILOAD 0
                IFEQ L1
                NOP
                L1
                FRAME FULL [I] [L0]
                INVOKESPECIAL X.<init> ()V
                L2
                NEW Y
                INVOKESTATIC A.pause ()V
                INVOKESPECIAL Y.<init> ()V
                RETURN
                """))
                .contains("FRAME FULL [I] [L0]\nINVOKESPECIAL X.<init> ()V\nNEW Y\nPOP\nACONST_NULL\n");
    }

    @Test
    void eachConstructorsCallOfOneObjectCreatesIt() {
        assertThat(Moves.of("static m(I)LX;", """
                L0
                NEW X
                DUP
                INVOKESTATIC A.pause ()V
                ILOAD 0
                IFEQ L1
                INVOKESPECIAL X.<init> ()V
                ARETURN
                L1
                FRAME FULL [I] [L0 L0]
                ILOAD 0
                INVOKESPECIAL X.<init> (I)V
                ARETURN
                """)).contains("""
                NEW X
                DUP
                INVOKESPECIAL X.<init> ()V
                ASTORE 1
                ALOAD 1
                ARETURN
                """, """
                NEW X
                DUP
                ILOAD 1
                INVOKESPECIAL X.<init> (I)V
                ASTORE 2
                ALOAD 2
                ARETURN
                """);
    }

    @Test
    void leavesAMethodAloneThatHasNothingToMove() {
        var method = MethodFixture.assemble("static m()V", """
                INVOKESTATIC A.pause ()V
                NEW X
                DUP
                INVOKESPECIAL X.<init> ()V
                INVOKESTATIC A.pause (LX;)V
                RETURN
                """);

        assertThat(Moves.MOVER.move(method)).isSameAs(method);
    }
}
