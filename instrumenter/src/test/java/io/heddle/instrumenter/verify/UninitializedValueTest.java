package io.heddle.instrumenter.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;

/** Objects before their constructor is called: what may be done with them, and what not. */
class UninitializedValueTest {
    @Test
    void rejectsTheUseOfAnObjectBeforeItsConstructorIsCalled() {
        var create = "NEW java/lang/Object\n";
        assertThat(VerificationTester.rejection("static m()Ljava/lang/Object;", create + "ARETURN"))
                .isEqualTo(
                        "at instruction 1: Incompatible return type: expected Ljava/lang/Object;, but found uninitialised"
                                + " Ljava/lang/Object;");
        assertThat(VerificationTester.rejection("static m()V", create + "PUTSTATIC A.f : Ljava/lang/Object;\nRETURN"))
                .isEqualTo("at instruction 1: Expected Ljava/lang/Object;, but found uninitialised Ljava/lang/Object;");
        assertThat(VerificationTester.rejection(
                        "static m()V", create + "INVOKEVIRTUAL java/lang/Object.hashCode ()I\nRETURN"))
                .isEqualTo("at instruction 1: Method owner: expected Ljava/lang/Object;, but found uninitialised"
                        + " Ljava/lang/Object;");
        assertThat(VerificationTester.rejection("static m()V", create + "CHECKCAST java/lang/String\nRETURN"))
                .isEqualTo(
                        "at instruction 1: Expected an initialised object, but found uninitialised Ljava/lang/Object;");
        assertThat(VerificationTester.rejection("static m()V", create + "INSTANCEOF java/lang/String\nRETURN"))
                .isEqualTo(
                        "at instruction 1: Expected an initialised object, but found uninitialised Ljava/lang/Object;");
    }

    @Test
    void rejectsASecondCallOfTheConstructor() {
        assertThat(VerificationTester.rejection("static m()V", """
                NEW java/lang/Object
                DUP
                DUP
                INVOKESPECIAL java/lang/Object.<init> ()V
                INVOKESPECIAL java/lang/Object.<init> ()V
                RETURN
                """))
                .isEqualTo(
                        "at instruction 4: Method owner: expected an uninitialised object, but found Ljava/lang/Object;");
    }

    @Test
    void rejectsAStackMapThatTakesAnUninitialisedObjectForAnother() {
        assertThat(VerificationTester.rejection("static m()V", """
                NEW java/lang/Object
                GOTO L1
                L1
                FRAME FULL [] [java/lang/Object]
                RETURN
                """))
                .isEqualTo(
                        "at instruction 1: operand 0 is uninitialised Ljava/lang/Object;, but must be Ljava/lang/Object;");
        assertThat(VerificationTester.rejection("static m()V", """
                ACONST_NULL
                GOTO L1
                L0
                FRAME FULL [] []
                NEW java/lang/Object
                L1
                FRAME FULL [] [L0]
                RETURN
                """))
                .isEqualTo("at instruction 1: operand 0 is Lnull;, but must be uninitialised Ljava/lang/Object;");
    }

    /** By JVMS 4.10.1.9; HotSpot itself is laxer. */
    @Test
    void rejectsTheObjectOfALoopsEarlierRound() {
        assertThat(VerificationTester.reason(MethodFixture.assemble("static m()V", """
                GOTO L2
                L0
                FRAME FULL [L0] []
                NEW java/lang/Object
                ASTORE 1
                ALOAD 0
                GOTO L0
                L2
                FRAME FULL [] []
                RETURN
                """)))
                .isEqualTo("at instruction 5: Expected an object reference, but found .");
    }

    @Test
    void takesObjectsThatAreMovedAndComparedBeforeTheirConstructorIsCalled() {
        VerificationTester.accept("static m(J)V", """
                L0
                NEW java/lang/Object
                DUP
                ASTORE 2
                LLOAD 0
                DUP2_X1
                POP2
                DUP
                ALOAD 2
                IF_ACMPNE L1
                DUP
                IFNULL L1
                L1
                FRAME FULL [J L0] [J L0]
                INVOKESPECIAL java/lang/Object.<init> ()V
                ALOAD 2
                INVOKEVIRTUAL java/lang/Object.hashCode ()I
                RETURN
                """);
    }

    @Test
    void takesAConstructorThatWritesItsFieldsBeforeSuper() {
        var method = MethodFixture.assemble("<init>(I)V", """
                ALOAD 0
                ILOAD 1
                PUTFIELD A.f : I
                ALOAD 0
                INVOKESPECIAL java/lang/Object.<init> ()V
                RETURN
                """);

        assertThatCode(() -> VerificationTester.verify(method)).doesNotThrowAnyException();
    }

    @Test
    void rejectsAConstructorThatStoresItselfBeforeSuper() {
        var method = MethodFixture.assemble("<init>()V", """
                ALOAD 0
                ALOAD 0
                PUTFIELD A.f : LA;
                ALOAD 0
                INVOKESPECIAL java/lang/Object.<init> ()V
                RETURN
                """);

        assertThat(VerificationTester.reason(method))
                .isEqualTo("at instruction 2: Second argument: expected LA;, but found uninitialised LA;");
    }

    @Test
    void takesAConstructorThatBranchesBeforeSuper() {
        VerificationTester.accept("<init>(I)V", """
                ALOAD 0
                ILOAD 1
                IFEQ L0
                NOP
                L0
                FRAME FULL [U I] [U]
                INVOKESPECIAL java/lang/Object.<init> ()V
                RETURN
                """);
    }
}
