package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.MethodNode;

class NeighboursTest {
    private static final MethodNode METHOD = MethodFixture.assemble("static m()V", """
            ICONST_0                 // 0
            L0                       // 1
            ICONST_1                 // 2
            L1                       // 3
            FRAME FULL [] [I I]      // 4
            ICONST_2                 // 5
            RETURN                   // 6
            """);

    @Test
    void theOnlyPredecessorIsTheOneBeforeWhereNothingJoins() {
        assertThat(Neighbours.onlyPredecessor(METHOD.instructions.get(2))).isSameAs(METHOD.instructions.get(0));
        assertThat(Neighbours.onlyPredecessor(METHOD.instructions.get(5))).isNull();
        assertThat(Neighbours.onlyPredecessor(METHOD.instructions.get(0))).isNull();
    }

    @Test
    void theOnlySuccessorIsTheOneBehindWhereNothingJoins() {
        assertThat(Neighbours.onlySuccessor(METHOD.instructions.get(0))).isSameAs(METHOD.instructions.get(2));
        assertThat(Neighbours.onlySuccessor(METHOD.instructions.get(2))).isNull();
        assertThat(Neighbours.onlySuccessor(METHOD.instructions.get(6))).isNull();
    }

    @Test
    void theNextEffectiveInstructionIsFoundOverJumpsAndNops() {
        var method = MethodFixture.assemble("static m()V", """
                ICONST_0                 // 0
                GOTO L0                  // 1
                L1                       // 2
                FRAME FULL [] [I]        // 3
                NOP                      // 4
                POP                      // 5
                RETURN                   // 6
                L0                       // 7
                FRAME FULL [] [I]        // 8
                GOTO L1                  // 9
                """);

        assertThat(Neighbours.nextEffective(method.instructions.get(0))).isSameAs(method.instructions.get(5));
        assertThat(Neighbours.nextEffective(method.instructions.get(5))).isSameAs(method.instructions.get(6));
        assertThat(Neighbours.nextEffective(method.instructions.get(9))).isNull();
    }

    @Test
    void anEndlessChainOfJumpsHasNoNextInstruction() {
        var method = MethodFixture.assemble("static m()V", """
                NOP
                L0
                FRAME FULL [] []
                GOTO L0
                """);

        assertThat(Neighbours.nextEffective(method.instructions.get(0))).isNull();
    }
}
