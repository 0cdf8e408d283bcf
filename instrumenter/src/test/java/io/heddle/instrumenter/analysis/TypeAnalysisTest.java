package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

class TypeAnalysisTest {
    @Test
    void beginsWithThisAndTheArguments() {
        assertThat(types("m(ZBCSIFJDLx/Y;[[J)V", "RETURN")).isEqualTo("""
                RETURN        [A I I I I I F J D x/Y [[J] []
                """);
        assertThat(types("static m(JI)V", "RETURN")).isEqualTo("""
                RETURN        [J I] []
                """);
    }

    @Test
    void theTypeOfNullIsItsOwnUntilItIsCast() {
        assertThat(types("static m()V", """
                ACONST_NULL
                ASTORE 0
                ALOAD 0
                CHECKCAST x/Y
                ASTORE 0
                RETURN
                """)).isEqualTo("""
                ACONST_NULL   [] []
                ASTORE        [] [null]
                ALOAD         [null] []
                CHECKCAST     [null] [null]
                ASTORE        [null] [x/Y]
                RETURN        [x/Y] []
                """);
    }

    @Test
    void anElementOfNullIsNull() {
        assertThat(types("static m()V", """
                ACONST_NULL
                ICONST_0
                AALOAD
                POP
                ACONST_NULL
                ICONST_0
                LALOAD
                POP2
                RETURN
                """)).contains("""
                AALOAD        [] [null I]
                POP           [] [null]
                """, """
                LALOAD        [] [null I]
                POP2          [] [J]
                """);
    }

    @Test
    void anElementOfAnArrayOfArraysIsAnArray() {
        assertThat(types("static m([[Lx/Y;)V", """
                ALOAD 0
                ICONST_0
                AALOAD
                ICONST_0
                AALOAD
                POP
                ICONST_1
                ICONST_2
                MULTIANEWARRAY [[[D 2
                ICONST_0
                AALOAD
                ARRAYLENGTH
                ANEWARRAY [D
                POP
                RETURN
                """)).isEqualTo("""
                ALOAD         [[[Lx/Y;] []
                ICONST_0      [[[Lx/Y;] [[[Lx/Y;]
                AALOAD        [[[Lx/Y;] [[[Lx/Y; I]
                ICONST_0      [[[Lx/Y;] [[Lx/Y;]
                AALOAD        [[[Lx/Y;] [[Lx/Y; I]
                POP           [[[Lx/Y;] [x/Y]
                ICONST_1      [[[Lx/Y;] []
                ICONST_2      [[[Lx/Y;] [I]
                MULTIANEWARRAY [[[Lx/Y;] [I I]
                ICONST_0      [[[Lx/Y;] [[[[D]
                AALOAD        [[[Lx/Y;] [[[[D I]
                ARRAYLENGTH   [[[Lx/Y;] [[[D]
                ANEWARRAY     [[[Lx/Y;] [I]
                POP           [[[Lx/Y;] [[[D]
                RETURN        [[[Lx/Y;] []
                """);
    }

    @Test
    void aLongTakesTwoSlotsAndEndsWithEitherOfThem() {
        assertThat(types("static m(J)V", """
                LLOAD 0
                LSTORE 1
                ICONST_0
                ISTORE 2
                DCONST_0
                DSTORE 0
                RETURN
                """)).isEqualTo("""
                LLOAD         [J] []
                LSTORE        [J] [J]
                ICONST_0      [T J] []
                ISTORE        [T J] [I]
                DCONST_0      [T T I] []
                DSTORE        [T T I] [D]
                RETURN        [D I] []
                """);
    }

    @Test
    void aConstructorsCallInitialisesEveryCopy() {
        assertThat(types("static m()V", """
                NEW x/Y
                DUP
                ASTORE 0
                DUP
                ASTORE 1
                DUP
                INVOKESPECIAL x/Y.<init> ()V
                POP
                RETURN
                """)).isEqualTo("""
                NEW           [] []
                DUP           [] [new x/Y]
                ASTORE        [] [new x/Y new x/Y]
                DUP           [new x/Y] [new x/Y]
                ASTORE        [new x/Y] [new x/Y new x/Y]
                DUP           [new x/Y new x/Y] [new x/Y]
                INVOKESPECIAL [new x/Y new x/Y] [new x/Y new x/Y]
                POP           [x/Y x/Y] [x/Y]
                RETURN        [x/Y x/Y] []
                """);
    }

    @Test
    void twoObjectsOfOneClassAreInitialisedOneByOne() {
        assertThat(types("static m()V", """
                NEW x/Y
                NEW x/Y
                DUP
                LCONST_0
                INVOKESPECIAL x/Y.<init> (J)V
                INVOKESPECIAL x/Y.<init> (Lx/Y;)V
                RETURN
                """)).isEqualTo("""
                NEW           [] []
                NEW           [] [new x/Y]
                DUP           [] [new x/Y new x/Y]
                LCONST_0      [] [new x/Y new x/Y new x/Y]
                INVOKESPECIAL [] [new x/Y new x/Y new x/Y J]
                INVOKESPECIAL [] [new x/Y x/Y]
                RETURN        [] []
                """);
    }

    @Test
    void uninitialisedValuesMoveOnTheStackAsOthersDo() {
        assertThat(types("static m(JI)V", """
                NEW x/Y
                ILOAD 2
                SWAP
                DUP_X1
                LLOAD 0
                DUP2_X2
                POP2
                SWAP
                POP2
                POP2
                RETURN
                """)).isEqualTo("""
                NEW           [J I] []
                ILOAD         [J I] [new x/Y]
                SWAP          [J I] [new x/Y I]
                DUP_X1        [J I] [I new x/Y]
                LLOAD         [J I] [new x/Y I new x/Y]
                DUP2_X2       [J I] [new x/Y I new x/Y J]
                POP2          [J I] [new x/Y J I new x/Y J]
                SWAP          [J I] [new x/Y J I new x/Y]
                POP2          [J I] [new x/Y J new x/Y I]
                POP2          [J I] [new x/Y J]
                RETURN        [J I] [new x/Y]
                """);
    }

    @Test
    void aStackMapNamesAnUninitialisedObjectByItsCreation() {
        assertThat(types("static m(I)V", """
                L0
                NEW x/Y
                DUP
                ASTORE 1
                ILOAD 0
                IFEQ L1
                NOP
                L1
                FRAME FULL [I L0] [L0]
                INVOKESPECIAL x/Y.<init> ()V
                RETURN
                """)).endsWith("""
                NOP           [I new x/Y] [new x/Y]
                INVOKESPECIAL [I new x/Y] [new x/Y]
                RETURN        [I x/Y] []
                """);
    }

    @Test
    void theObjectOfAnEarlierRoundIsGoneWhenTheNextIsCreated() {
        assertThat(types("static m()V", """
                GOTO L1
                L0
                FRAME FULL [L0] []
                NEW x/Y
                ASTORE 0
                GOTO L0
                L1
                FRAME FULL [] []
                RETURN
                """)).contains("""
                NEW           [new x/Y] []
                ASTORE        [] [new x/Y]
                """);
    }

    @Test
    void whatTheStackMapStatesCountsNotWhatFallsIntoIt() {
        assertThat(types("static m(Lx/Y;J)V", """
                L0
                FRAME FULL [java/lang/Object T T F] [N U I F D]
                RETURN
                """)).isEqualTo("""
                RETURN        [java/lang/Object T T F] [null raw this I F D]
                """);
    }

    @Test
    void inAConstructorThisIsRawUntilAnotherOneHasBeenCalled() {
        assertThat(types("<init>(I)V", """
                ALOAD 0
                ILOAD 1
                INVOKESPECIAL x/Base.<init> (I)V
                RETURN
                """)).isEqualTo("""
                ALOAD         [raw this I] []
                ILOAD         [raw this I] [raw this]
                INVOKESPECIAL [raw this I] [raw this I]
                RETURN        [A I] []
                """);
    }

    @Test
    void refusesCodeWithoutAStackMapBehindAJump() {
        assertThatThrownBy(() -> types("static m()V", "GOTO L0\nNOP\nL0\nFRAME FULL [] []\nRETURN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m()V has code without a stack map behind a jump; the class file is not valid");
    }

    @Test
    void refusesCodeThatNoVerifierWouldTake() {
        assertThatThrownBy(() -> types("static m(J)V", "LLOAD 0\nDUP\nRETURN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("m(J)V is not valid: Illegal use of DUP");
    }

    @Test
    void refusesStackMapsThatAreNotExpanded() {
        var method = MethodFixture.assemble("static m()V", "RETURN");
        method.instructions.insert(new FrameNode(Opcodes.F_SAME, 0, null, 0, null));

        assertThatThrownBy(() -> TypeAnalysis.analyze("A", method))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stack maps must be expanded");
    }

    @Test
    void knowsNothingBetweenAJumpAndItsStackMap() {
        var method = MethodFixture.assemble("static m()V", "GOTO L0\nL0\nFRAME FULL [] [I]\nRETURN");
        var types = TypeAnalysis.analyze("A", method);

        assertThat(types.isKnown(0)).isTrue();
        assertThat(types.isKnown(1)).isFalse();
        assertThat(types.isKnown(2)).isTrue();
        assertThat(types.stack(2)).containsExactly(VerificationType.INT);
        assertThatThrownBy(() -> types.stack(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no types are known at instruction 1");
    }

    private static String types(String header, String listing) {
        return TypeDump.of("A", MethodFixture.assemble(header, listing));
    }
}
