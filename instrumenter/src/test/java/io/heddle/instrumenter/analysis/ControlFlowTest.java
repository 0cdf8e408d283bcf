package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

class ControlFlowTest {
    private static final MethodNode BRANCHES = MethodFixture.assemble("static m(I)V", """
            ILOAD 0                  // 0
            IFEQ L0                  // 1
            ILOAD 0                  // 2
            LOOKUPSWITCH             // 3
            7: L0
            9: L1
            default: L2
            L0                       // 4
            FRAME FULL [I] []        // 5
            GOTO L1                  // 6
            L1                       // 7
            FRAME FULL [I] []        // 8
            NOP                      // 9
            L2                       // 10
            FRAME FULL [I] []        // 11
            RETURN                   // 12
            """);

    @Test
    void aJumpGoesToItsTargetAndFallsThroughWhereItMay() {
        var flow = ControlFlow.of(BRANCHES);

        assertThat(flow.size()).isEqualTo(13);
        assertThat(flow.successors(0)).containsExactly(1);
        assertThat(flow.successors(1)).containsExactly(4, 2);
        assertThat(flow.successors(6)).containsExactly(7);
        assertThat(flow.successors(10)).containsExactly(11);
        assertThat(flow.successors(12)).isEmpty();
    }

    @Test
    void aSwitchGoesToAllOfItsTargets() {
        assertThat(ControlFlow.of(BRANCHES).successors(3)).containsExactly(4, 7, 10);
        assertThat(ControlFlow.of(MethodFixture.assemble("static m(I)V", """
                        ILOAD 0
                        TABLESWITCH
                        3: L0
                        4: L1
                        default: L1
                        L0
                        L1
                        RETURN
                        """)).successors(1))
                .containsExactly(2, 3, 3);
    }

    @Test
    void whatCantBeReachedWithoutAnInstructionIsDominatedByIt() {
        var flow = ControlFlow.of(BRANCHES);

        assertThat(flow.dominatedBy(2).stream()).containsExactly(2, 3);
        assertThat(flow.dominatedBy(4).stream()).containsExactly(4, 5, 6);
        assertThat(flow.dominatedBy(0).cardinality()).isEqualTo(flow.size());
    }

    @Test
    void aHandlerIsDominatedByWhatAloneItCovers() {
        var flow = ControlFlow.of(MethodFixture.assemble("static m(I)V", """
                TRYCATCHBLOCK L0 L1 L2 null
                ILOAD 0                            // 0
                IFEQ L1                            // 1
                L0                                 // 2
                NOP                                // 3
                L1                                 // 4
                FRAME FULL [I] []                  // 5
                RETURN                             // 6
                L2                                 // 7
                FRAME FULL [I] [java/lang/Throwable] // 8
                ATHROW                             // 9
                """));

        assertThat(flow.dominatedBy(3).stream()).containsExactly(3, 7, 8, 9);
    }

    @Test
    void whatCantBeReachedDominatesNothing() {
        var flow = ControlFlow.of(MethodFixture.assemble("static m()V", """
                RETURN
                FRAME FULL [] []
                RETURN
                """));

        assertThat(flow.dominatedBy(2).isEmpty()).isTrue();
    }

    @Test
    void anExitHasNoSuccessor() {
        var flow = ControlFlow.of(BRANCHES, Set.of(BRANCHES.instructions.get(1)));

        assertThat(flow.successors(1)).isEmpty();
        assertThat(flow.reachableFrom(List.of(0))).hasToString("{0, 1}");
    }

    @Test
    void nothingFallsThroughThrowsReturnsAndJumps() {
        assertThat(endsBlock("ATHROW", "RETURN", "IRETURN", "LRETURN", "FRETURN", "DRETURN", "ARETURN", "GOTO L0"))
                .containsOnly(true);
        assertThat(endsBlock("NOP", "IFEQ L0", "INVOKESTATIC A.m ()V", "L0", "MONITOREXIT"))
                .containsOnly(false);
    }

    @Test
    void handlersComeInnermostFirstAndCoverRealInstructionsOnly() {
        var method = MethodFixture.assemble("static m()V", """
                TRYCATCHBLOCK L1 L2 L3 java/lang/Exception
                TRYCATCHBLOCK L0 L2 L3 null
                L0                       // 0
                NOP                      // 1
                L1                       // 2
                NOP                      // 3
                L2                       // 4
                RETURN                   // 5
                L3                       // 6
                FRAME FULL [] [java/lang/Throwable]
                ATHROW
                """);
        var flow = ControlFlow.of(method);
        var inner = method.tryCatchBlocks.get(0);
        var outer = method.tryCatchBlocks.get(1);

        assertThat(flow.handlers(0)).isEmpty();
        assertThat(flow.handlers(1)).containsExactly(outer);
        assertThat(flow.handlers(2)).isEmpty();
        assertThat(flow.handlers(3)).containsExactly(inner, outer);
        assertThat(flow.handlers(5)).isEmpty();
        assertThat(flow.handlerIndex(inner)).isEqualTo(6);
    }

    @Test
    void aHandlerIsReachedFromWhatItCovers() {
        var method = MethodFixture.assemble("static m()V", """
                TRYCATCHBLOCK L0 L1 L2 null
                TRYCATCHBLOCK L2 L3 L2 null
                GOTO L4                  // 0
                L0                       // 1
                FRAME FULL [] []         // 2
                NOP                      // 3
                L1                       // 4
                L4                       // 5
                FRAME FULL [] []         // 6
                RETURN                   // 7
                L2                       // 8
                FRAME FULL [] [java/lang/Throwable]
                ATHROW                   // 10
                L3                       // 11
                """);
        var flow = ControlFlow.of(method);

        assertThat(flow.reachableFrom(List.of(0))).hasToString("{0, 5, 6, 7}");
        assertThat(flow.reachableFrom(List.of(2))).hasToString("{2, 3, 4, 5, 6, 7, 8, 9, 10}");
        assertThat(flow.reachableFrom(List.of(7, 10))).hasToString("{7, 8, 9, 10}");
    }

    private static List<Boolean> endsBlock(String... instructions) {
        return List.of(instructions).stream()
                .map(text -> ControlFlow.endsBlock(
                        MethodFixture.assemble("static m()V", text).instructions.getFirst()))
                .toList();
    }

    @Test
    void whatAnInstructionDominatesRunsOnlyBehindIt() {
        var method = MethodFixture.assemble("static m(I)V", """
                TRYCATCHBLOCK L0 L1 L1 null
                L0
                ILOAD 0
                IFEQ L2
                INVOKESTATIC A.f ()V
                RETURN
                L2
                FRAME FULL [I] []
                NOP
                RETURN
                L1
                FRAME FULL [I] [java/lang/Throwable]
                ATHROW
                """);
        var flow = ControlFlow.of(method);

        assertThat(flow.dominatedBy(0).cardinality()).isEqualTo(flow.size());
        assertThat(flow.dominatedBy(3).stream()).containsExactly(3, 4);
        assertThat(flow.dominatedBy(method.instructions.indexOf(method.tryCatchBlocks.get(0).handler)).stream())
                .containsExactly(9, 10, 11);
    }
}
