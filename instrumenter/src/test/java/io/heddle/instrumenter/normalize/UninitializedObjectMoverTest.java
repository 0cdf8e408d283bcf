package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The listings before and after; {@code A.pause} stands for what may suspend. */
class UninitializedObjectMoverTest {
    @Test
    void createsTheObjectBehindTheArguments() {
        assertThat(move("static m()LX;", """
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
        assertThat(move("static m(I)V", """
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
        assertThat(move("static m()V", """
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
        assertThat(move("static m(J)V", """
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
        assertThat(move("static m()LX;", """
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
        assertThat(move("static m()V", """
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
        assertThat(move("static m(I)LX;", """
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
        assertThat(move("static m(I)V", """
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
        assertThat(move("static m(I)LX;", """
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
    void anObjectIsNotNullBeforeItsConstructorIsCalledEither() {
        assertThat(move("static m()LX;", """
                L0
                NEW X
                INVOKESTATIC A.pause ()V
                DUP
                IFNULL L1
                DUP
                IFNONNULL L2
                L1
                FRAME FULL [] [L0]
                POP
                ACONST_NULL
                ARETURN
                L2
                FRAME FULL [] [L0]
                DUP
                INVOKESPECIAL X.<init> ()V
                ARETURN
                """)).contains("""
                DUP
                IFNONNULL L0
                DUP
                IFNULL L1
                L0
                FRAME FULL [] [N]
                """);
    }

    @Test
    void anObjectEqualsItselfAloneBeforeItsConstructorIsCalledToo() {
        assertThat(move("static m(Ljava/lang/Object;)V", """
                L0
                NEW X
                INVOKESTATIC A.pause ()V
                DUP
                DUP
                IF_ACMPNE L1
                DUP
                ALOAD 0
                IF_ACMPEQ L1
                ALOAD 0
                ACONST_NULL
                IF_ACMPEQ L1
                ACONST_NULL
                SWAP
                DUP_X1
                IF_ACMPNE L2
                RETURN
                L1
                FRAME FULL [java/lang/Object] [L0]
                RETURN
                L2
                FRAME FULL [java/lang/Object] []
                RETURN
                """)).contains("""
                DUP
                DUP
                IF_ACMPNE L0
                DUP
                ALOAD 0
                POP2
                ALOAD 0
                ACONST_NULL
                IF_ACMPEQ L0
                """, """
                DUP_X1
                POP2
                ACONST_NULL
                IFNULL L1
                RETURN
                L0
                FRAME FULL [java/lang/Object] [N]
                """);
    }

    @Test
    void refusesToLockWhatDoesNotExistYet() {
        assertThatThrownBy(() -> move("static m()V", """
                NEW X
                DUP
                MONITORENTER
                INVOKESTATIC A.pause ()V
                RETURN
                """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m()V locks an object before its constructor is called");
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

        assertThat(mover().move(method)).isSameAs(method);
    }

    private static UninitializedObjectMover mover() {
        return new UninitializedObjectMover("A", UninitializedObjectMoverTest::isPause);
    }

    private static boolean isPause(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call && call.name.equals("pause");
    }

    /** The original must not change: it is woven from the copy. */
    private static String move(String header, String listing) {
        MethodNode original = MethodFixture.assemble(header, listing);
        var before = MethodDump.of(original);
        var after = MethodDump.of(mover().move(original));
        assertThat(MethodDump.of(original)).isEqualTo(before);
        return after;
    }
}
