package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.Printer;

class LivenessAnalysisTest {
    @Test
    void aLocalIsLiveFromItsStoreToItsLastRead() {
        assertThat(live("static m(II)V", """
                NOP
                ILOAD 1
                ISTORE 2
                NOP
                ILOAD 2
                ISTORE 0
                RETURN
                """)).isEqualTo("""
                NOP {1}
                ILOAD {1}
                ISTORE {}
                NOP {2}
                ILOAD {2}
                ISTORE {}
                RETURN {}
                """);
    }

    @Test
    void anIncrementReads() {
        assertThat(live("static m(I)V", "NOP\nIINC 0 1\nRETURN")).isEqualTo("""
                NOP {0}
                IINC {0}
                RETURN {}
                """);
    }

    @Test
    void aTwoSlotValueCountsByItsFirstSlot() {
        assertThat(live("static m(JD)V", """
                LLOAD 0
                DLOAD 2
                DSTORE 1
                NOP
                DLOAD 1
                RETURN
                """)).isEqualTo("""
                LLOAD {0, 2}
                DLOAD {2}
                DSTORE {}
                NOP {1}
                DLOAD {1}
                RETURN {}
                """);
    }

    @Test
    void whatTheNextRoundReadsIsLiveRoundTheLoop() {
        assertThat(live("static m(III)V", """
                L0
                FRAME FULL [I I I] []
                ILOAD 0
                IFEQ L1
                ILOAD 1
                ISTORE 0
                GOTO L0
                L1
                FRAME FULL [I I I] []
                ILOAD 2
                RETURN
                """)).isEqualTo("""
                ILOAD {0, 1, 2}
                IFEQ {1, 2}
                ILOAD {1, 2}
                ISTORE {1, 2}
                GOTO {0, 1, 2}
                ILOAD {2}
                RETURN {}
                """);
    }

    @Test
    void eachArmOfASwitchCounts() {
        assertThat(live("static m(III)V", """
                ILOAD 0
                TABLESWITCH
                0: L0
                default: L1
                L0
                FRAME FULL [I I I] []
                ILOAD 1
                RETURN
                L1
                FRAME FULL [I I I] []
                ILOAD 2
                RETURN
                """)).startsWith("""
                ILOAD {0, 1, 2}
                TABLESWITCH {1, 2}
                ILOAD {1}
                """);
    }

    @Test
    void whatAHandlerReadsIsLiveThroughoutItsRangeStoresIncluded() {
        assertThat(live("static m(II)V", """
                TRYCATCHBLOCK L0 L1 L2 null
                NOP
                L0
                ICONST_0
                ISTORE 0
                NOP
                L1
                NOP
                RETURN
                L2
                FRAME FULL [I I] [java/lang/Throwable]
                ILOAD 0
                RETURN
                """)).isEqualTo("""
                NOP {0}
                ICONST_0 {0}
                ISTORE {0}
                NOP {0}
                NOP {}
                RETURN {}
                ILOAD {0}
                RETURN {}
                """);
    }

    @Test
    void handlersOfHandlersCount() {
        assertThat(live("static m(II)V", """
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                TRYCATCHBLOCK L2 L3 L4 null
                L0
                NOP
                L1
                RETURN
                L2
                FRAME FULL [I I] [java/lang/Exception]
                ASTORE 0
                L3
                RETURN
                L4
                FRAME FULL [T I] [java/lang/Throwable]
                ILOAD 1
                RETURN
                """)).startsWith("""
                NOP {1}
                RETURN {}
                ASTORE {1}
                """);
    }

    @Test
    void acrossAnAwaitCountsWhatIsReadBehindItAndWhereItFails() {
        var method = MethodFixture.assemble("static m(IIII)V", """
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                ILOAD 0
                INVOKESTATIC A.await (I)V
                L1
                ICONST_0
                ISTORE 1
                ILOAD 2
                RETURN
                L2
                FRAME FULL [I I I I] [java/lang/Throwable]
                ILOAD 3
                RETURN
                """);
        var liveness = LivenessAnalysis.analyze(method, ControlFlow.of(method));

        assertThat(liveness.acrossAwait(indexOf(method, Opcodes.INVOKESTATIC))).hasToString("{2, 3}");
    }

    @Test
    void aResultThatAnAwaitOverwritesIsDeadAcrossIt() {
        var method = MethodFixture.assemble("static m(II)V", """
                ILOAD 0
                INVOKESTATIC A.await (I)I
                ISTORE 0
                ILOAD 0
                RETURN
                """);
        var liveness = LivenessAnalysis.analyze(method, ControlFlow.of(method));

        assertThat(liveness.acrossAwait(indexOf(method, Opcodes.INVOKESTATIC))).hasToString("{}");
        assertThat(liveness.before(0)).hasToString("{0}");
    }

    @Test
    void nothingIsReadBehindAnInstructionThatLeavesTheMethod() {
        var method = MethodFixture.assemble("static m(I)V", "NOP\nILOAD 0\nRETURN");
        var flow = ControlFlow.of(method, Set.of(method.instructions.get(0)));

        assertThat(LivenessAnalysis.analyze(method, flow).before(0)).hasToString("{}");
    }

    private static int indexOf(MethodNode method, int opcode) {
        for (var i = 0; i < method.instructions.size(); i++) {
            if (method.instructions.get(i).getOpcode() == opcode) {
                return i;
            }
        }
        throw new AssertionError("no " + Printer.OPCODES[opcode]);
    }

    private static String live(String header, String listing) {
        var method = MethodFixture.assemble(header, listing);
        var liveness = LivenessAnalysis.analyze(method, ControlFlow.of(method));
        var lines = new StringBuilder();
        for (var i = 0; i < method.instructions.size(); i++) {
            var opcode = method.instructions.get(i).getOpcode();
            if (opcode >= 0) {
                lines.append(Printer.OPCODES[opcode])
                        .append(' ')
                        .append(liveness.before(i))
                        .append('\n');
            }
        }
        return lines.toString();
    }
}
