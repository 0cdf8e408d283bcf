package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;

class LineNumbersTest {
    @Test
    void anInstructionBelongsToTheNearestLineBeforeIt() {
        var method = MethodFixture.assemble("static m()V", "NOP\nL0\nNOP\nL1\nRETURN");
        var insns = method.instructions;
        insns.insert(insns.get(1), new LineNumberNode(7, (LabelNode) insns.get(1)));
        insns.insert(insns.get(4), new LineNumberNode(5, (LabelNode) insns.get(4)));

        assertThat(LineNumbers.of(insns.getFirst())).isZero();
        assertThat(LineNumbers.of(insns.get(3))).isEqualTo(7);
        assertThat(LineNumbers.of(insns.getLast())).isEqualTo(5);
        assertThat(LineNumbers.firstOf(method)).isEqualTo(7);
    }

    @Test
    void withoutDebugDataTheLineIsUnknown() {
        assertThat(LineNumbers.firstOf(MethodFixture.assemble("static m()V", "RETURN")))
                .isZero();
    }
}
