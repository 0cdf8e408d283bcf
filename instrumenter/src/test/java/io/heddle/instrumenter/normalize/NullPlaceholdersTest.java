package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Odd but valid: what code may do with an object before its constructor is called. */
class NullPlaceholdersTest {
    @Test
    void anObjectIsNotNullBeforeItsConstructorIsCalledEither() {
        assertThat(Moves.of("static m()LX;", """
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
        assertThat(Moves.of("static m(Ljava/lang/Object;)V", """
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
        assertThatThrownBy(() -> Moves.of("static m()V", """
                NEW X
                DUP
                MONITORENTER
                INVOKESTATIC A.pause ()V
                RETURN
                """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m()V locks an object before its constructor is called");
    }
}
