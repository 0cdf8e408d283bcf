package io.heddle.instrumenter.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is rejected here is rejected by the JVM, and what is taken is taken: each listing is held against both. */
class BytecodeVerifierTest {
    @Test
    void rejectsALocalThatAMergeDoesNotHold() {
        assertThat(VerificationTester.rejection("static m(I)V", """
                ILOAD 0
                IFEQ L0
                LDC "text"
                ASTORE 0
                L0
                FRAME FULL [java/lang/String] []
                RETURN
                """))
                .isEqualTo("at instruction 1: local 0 is I, but must be Ljava/lang/String;");
    }

    @Test
    void rejectsALocalThatIsNotWhatFallsThrough() {
        assertThat(VerificationTester.rejection("static m(Ljava/lang/Object;)V", """
                NOP
                L0
                FRAME FULL [java/lang/String] []
                ALOAD 0
                IFNULL L0
                RETURN
                """))
                .isEqualTo("at instruction 2: local 0 is Ljava/lang/Object;, but must be Ljava/lang/String;");
    }

    @Test
    void rejectsAnOperandThatAMergeDoesNotHold() {
        assertThat(VerificationTester.rejection("static m()V", """
                ICONST_0
                LDC "text"
                GOTO L0
                L0
                FRAME FULL [] [I java/lang/Integer]
                RETURN
                """))
                .isEqualTo("at instruction 2: operand 1 is Ljava/lang/String;, but must be Ljava/lang/Integer;");
    }

    @Test
    void rejectsAStackMapThatNamesAnObjectWhereNoneIsMade() {
        assertThat(VerificationTester.rejection("static m()V", """
                L0
                ACONST_NULL
                GOTO L1
                L1
                FRAME FULL [] [L0]
                POP
                RETURN
                """))
                .isEqualTo("at instruction 4: the stack map names an object where none is made");
    }

    @Test
    void rejectsAMissingStackMap() {
        assertThat(VerificationTester.rejection("static m(I)V", """
                ILOAD 0
                IFEQ L0
                NOP
                L0
                RETURN
                """))
                .isEqualTo("at instruction 1: no stack map at the target");
        assertThat(VerificationTester.rejection("static m()V", """
                RETURN
                NOP
                RETURN
                """))
                .isEqualTo("at instruction 1: no stack map behind a jump");
        assertThat(VerificationTester.rejection("static m()V", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                NOP
                L1
                RETURN
                L2
                ATHROW
                """))
                .isEqualTo("at instruction 1: no stack map at the target");
    }

    @Test
    void rejectsAStackOfAnotherHeight() {
        assertThat(VerificationTester.rejection("static m()V", """
                ICONST_0
                ICONST_1
                GOTO L0
                L0
                FRAME FULL [] [I]
                RETURN
                """))
                .isEqualTo("at instruction 2: the operand stack has the height 2, but must have 1");
    }

    @Test
    void rejectsAHandlerWhoseLocalsDoNotHold() {
        assertThat(VerificationTester.rejection("static m(I)V", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                NOP
                LDC "text"
                ASTORE 0
                NOP
                L1
                RETURN
                L2
                FRAME FULL [I] [java/lang/Throwable]
                ATHROW
                """))
                .isEqualTo("at instruction 4: local 0 is Ljava/lang/String;, but must be I");
    }

    @Test
    void rejectsAHandlerThatTakesAnotherException() {
        assertThat(VerificationTester.rejection("static m()V", """
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                L0
                NOP
                L1
                RETURN
                L2
                FRAME FULL [] [java/lang/RuntimeException]
                ATHROW
                """))
                .isEqualTo("at instruction 1: the handler doesn't take java/lang/Exception");
        assertThat(VerificationTester.rejection("static m()V", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                NOP
                L1
                RETURN
                L2
                FRAME FULL [] [java/lang/Throwable I]
                RETURN
                """))
                .isEqualTo("at instruction 1: the handler doesn't take java/lang/Throwable");
    }

    @Test
    void rejectsCodeThatRunsOffItsEnd() {
        assertThat(VerificationTester.rejection("static m()V", "NOP")).isEqualTo("the code can be left at its end");
    }

    @Test
    void rejectsOperandsOfTheWrongType() {
        assertThat(VerificationTester.rejection("static m()Ljava/lang/Integer;", "LDC \"text\"\nARETURN"))
                .isEqualTo(
                        "at instruction 1: Incompatible return type: expected Ljava/lang/Integer;, but found Ljava/lang/String;");
        assertThat(VerificationTester.rejection("static m()V", "POP\nRETURN"))
                .isEqualTo("at instruction 0: Cannot pop operand off an empty stack.");
        assertThat(VerificationTester.rejection("static m()V", "ALOAD 0\nRETURN"))
                .isEqualTo("at instruction 0: Expected an object reference, but found .");
        assertThat(VerificationTester.rejection("static m([I)V", "ALOAD 0\nICONST_0\nAALOAD\nRETURN"))
                .isEqualTo("at instruction 2: First argument: expected [Ljava/lang/Object;, but found [I");
        assertThat(VerificationTester.rejection("static m(J)V", "ICONST_0\nISTORE 1\nLLOAD 0\nRETURN"))
                .isEqualTo("at instruction 2: Expected J, but found .");
    }

    @Test
    void rejectsAnArrayForAnotherOneAndForAnInterface() {
        assertThat(VerificationTester.rejection("static m([I)[J", "ALOAD 0\nARETURN"))
                .isEqualTo("at instruction 1: Incompatible return type: expected [J, but found [I");
        assertThat(VerificationTester.rejection("static m([I)Ljava/lang/Runnable;", "ALOAD 0\nARETURN"))
                .isEqualTo("at instruction 1: Incompatible return type: expected Ljava/lang/Runnable;, but found [I");
    }

    @Test
    void takesWhatIsAssignable() {
        VerificationTester.accept("static m(I)Ljava/util/List;", """
                ILOAD 0
                IFEQ L0
                ACONST_NULL
                GOTO L1
                L0
                FRAME FULL [I] []
                NEW java/util/ArrayList
                DUP
                INVOKESPECIAL java/util/ArrayList.<init> ()V
                L1
                FRAME FULL [T] [java/util/AbstractList]
                ARETURN
                """);
        VerificationTester.accept("static m([Ljava/lang/String;)[Ljava/lang/Object;", "ALOAD 0\nARETURN");
        VerificationTester.accept("static m([I)Ljava/io/Serializable;", "ALOAD 0\nARETURN");
    }

    /** The JVM leaves it to the call to find out. */
    @Test
    void takesAnyObjectForAnInterface() {
        VerificationTester.accept("static m(Ljava/lang/String;)Ljava/lang/Runnable;", "ALOAD 0\nARETURN");
        VerificationTester.accept("static m([[Ljava/lang/String;)[[Ljava/lang/Runnable;", "ALOAD 0\nARETURN");
        VerificationTester.accept("static m([[I)[Ljava/lang/Cloneable;", "ALOAD 0\nARETURN");
    }

    @Test
    void givesTheBenefitOfTheDoubtWhereAClassFileIsMissing() {
        var method = MethodFixture.assemble("static m(Lmissing/Some;)Lmissing/Other;", "ALOAD 0\nARETURN");

        assertThatCode(() -> VerificationTester.verify(method)).doesNotThrowAnyException();
    }

    @Test
    void aRejectionShowsTheMethod() {
        var method = MethodFixture.assemble("static m()I", "LDC \"text\"\nIRETURN");

        assertThatThrownBy(() -> VerificationTester.verify(method))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the woven A.m()I is not valid: at instruction 1: Expected I, but found Ljava/lang/String;"
                        + System.lineSeparator() + """
                            LDC "text"
                            IRETURN
                            MAXSTACK = 1
                            MAXLOCALS = 0
                        """);
    }

    @Test
    void doesNotLookIntoMethodsThatAreTrusted() {
        var method = MethodFixture.assemble("static m()V", "IADD");
        var node = FixtureClassLoader.classOf("A", method);
        var verifier = new BytecodeVerifier(new TypeLattice(name -> null));

        assertThatCode(() -> verifier.verify(node, Set.of(method))).doesNotThrowAnyException();
        assertThatThrownBy(() -> verifier.verify(node, Set.of())).isInstanceOf(IllegalStateException.class);
    }

    /** Emitted methods state none: it is worked out when they are written. */
    @Test
    void takesAMethodThatStatesNoRoomForItsLocalsAndOperands() {
        var method = MethodFixture.assemble("static m(J)V", """
                DCONST_0
                DSTORE 4
                LLOAD 0
                LCONST_1
                LCMP
                IFEQ L0
                ICONST_0
                ISTORE 6
                IINC 6 1
                L0
                FRAME FULL [J T T D] []
                RETURN
                """);
        method.maxLocals = 0;
        method.maxStack = 0;
        var node = FixtureClassLoader.classOf("A", method);
        var verifier = new BytecodeVerifier(new TypeLattice(name -> null));

        assertThatCode(() -> verifier.verify(node, Set.of())).doesNotThrowAnyException();
        assertThat(verifier.problem("A", method)).isNotNull();
    }
}
