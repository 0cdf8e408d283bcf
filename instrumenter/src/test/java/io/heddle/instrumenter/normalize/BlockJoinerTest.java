package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.LineNumbers;
import io.heddle.instrumenter.bytecode.Neighbours;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.TypeReference;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class BlockJoinerTest {
    /** {@code a(); b(); c();}, the last of them first. */
    private static final String REVERSED = """
            GOTO L0
            L2
            FRAME FULL [] []
            INVOKESTATIC A.c ()V
            RETURN
            L1
            FRAME FULL [] []
            INVOKESTATIC A.b ()V
            GOTO L2
            L0
            FRAME FULL [] []
            INVOKESTATIC A.a ()V
            GOTO L1
            """;

    @Test
    void whatRunsInARowStandsInARow() {
        assertThat(joined(REVERSED)).isEqualTo("""
                INVOKESTATIC A.a ()V
                INVOKESTATIC A.b ()V
                INVOKESTATIC A.c ()V
                RETURN
                """);
    }

    @Test
    void aLoopStandsBeforeWhatFollowsItAndATryBeforeItsHandler() {
        assertThat(joined("""
                TRYCATCHBLOCK L4 L5 L6 java/lang/Exception
                GOTO L0
                L3
                FRAME FULL [] []
                RETURN
                L6
                FRAME FULL [] [java/lang/Exception]
                POP
                GOTO L1
                L2
                FRAME FULL [] []
                L4
                INVOKESTATIC A.body ()V
                L5
                GOTO L1
                L0
                FRAME FULL [] []
                INVOKESTATIC A.a ()V
                GOTO L1
                L1
                FRAME FULL [] []
                INVOKESTATIC A.condition ()Z
                IFEQ L3
                GOTO L2
                """)).isEqualTo("""
                TRYCATCHBLOCK L0 L1 L2 java/lang/Exception
                INVOKESTATIC A.a ()V
                L3
                FRAME FULL [] []
                INVOKESTATIC A.condition ()Z
                IFEQ L4
                L0
                INVOKESTATIC A.body ()V
                L1
                GOTO L3
                L2
                FRAME FULL [] [java/lang/Exception]
                POP
                GOTO L3
                L4
                FRAME FULL [] []
                RETURN
                """);
    }

    @Test
    void aBodyThatItsConditionJumpsToStandsBeforeWhatFollowsTheLoop() {
        assertThat(joined("""
                GOTO L0
                L3
                FRAME FULL [] []
                INVOKESTATIC A.b ()V
                RETURN
                L2
                FRAME FULL [] []
                INVOKESTATIC A.body ()V
                GOTO L1
                L1
                FRAME FULL [] []
                INVOKESTATIC A.condition ()Z
                IFNE L2
                GOTO L3
                L4
                FRAME FULL [] []
                INVOKESTATIC A.a ()V
                GOTO L1
                L0
                FRAME FULL [] []
                INVOKESTATIC A.condition ()Z
                IFEQ L3
                GOTO L4
                """)).isEqualTo("""
                INVOKESTATIC A.condition ()Z
                IFEQ L0
                INVOKESTATIC A.a ()V
                L1
                FRAME FULL [] []
                INVOKESTATIC A.condition ()Z
                IFNE L2
                GOTO L0
                L2
                FRAME FULL [] []
                INVOKESTATIC A.body ()V
                GOTO L1
                L0
                FRAME FULL [] []
                INVOKESTATIC A.b ()V
                RETURN
                """);
    }

    @Test
    void aJumpToTheNextInstructionGoesAndTheStackMapOfOtherWaysStays() {
        assertThat(joined("""
                INVOKESTATIC A.condition ()Z
                IFNE L0
                INVOKESTATIC A.a ()V
                GOTO L1
                L1
                FRAME FULL [] []
                INVOKESTATIC A.b ()V
                GOTO L0
                L0
                FRAME FULL [] []
                RETURN
                """)).isEqualTo("""
                INVOKESTATIC A.condition ()Z
                IFNE L0
                INVOKESTATIC A.a ()V
                INVOKESTATIC A.b ()V
                L0
                FRAME FULL [] []
                RETURN
                """);
    }

    @Test
    void ofTwoStackMapsWithOnlyAJumpBetweenThemOneStays() {
        assertThat(joined("""
                INVOKESTATIC A.condition ()Z
                IFNE L0
                INVOKESTATIC A.condition ()Z
                IFNE L1
                RETURN
                L0
                FRAME FULL [] []
                GOTO L1
                L1
                FRAME FULL [] []
                RETURN
                """)).isEqualTo("""
                INVOKESTATIC A.condition ()Z
                IFNE L0
                INVOKESTATIC A.condition ()Z
                IFNE L1
                RETURN
                L0
                L1
                FRAME FULL [] []
                RETURN
                """);
    }

    /** As compilers write it. */
    @Test
    void aJumpForwardsOverAHandlerStays() {
        assertStaysTheSame("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.a ()V
                L1
                GOTO L3
                L2
                FRAME FULL [] [java/lang/Throwable]
                ATHROW
                L3
                FRAME FULL [] []
                RETURN
                """);
    }

    @Test
    void loopsStay() {
        assertStaysTheSame("""
                L0
                FRAME FULL [] []
                INVOKESTATIC A.a ()V
                GOTO L0
                """);
        assertStaysTheSame("""
                GOTO L1
                L0
                FRAME FULL [] []
                INVOKESTATIC A.body ()V
                L1
                FRAME FULL [] []
                INVOKESTATIC A.condition ()Z
                IFNE L0
                RETURN
                """);
    }

    @Test
    void deadBlocksThatLeadToEachOtherStayAtTheEnd() {
        assertThat(joined(REVERSED + """
                L3
                FRAME FULL [] []
                INVOKESTATIC A.d ()V
                GOTO L4
                L4
                FRAME FULL [] []
                INVOKESTATIC A.e ()V
                GOTO L3
                """)).isEqualTo("""
                INVOKESTATIC A.a ()V
                INVOKESTATIC A.b ()V
                INVOKESTATIC A.c ()V
                RETURN
                L0
                FRAME FULL [] []
                INVOKESTATIC A.d ()V
                INVOKESTATIC A.e ()V
                GOTO L0
                """);
    }

    @Test
    void aJumpThatIsALineOfTheSourceStays() {
        var method = MethodFixture.assemble("static m()V", """
                INVOKESTATIC A.a ()V
                GOTO L0
                L0
                FRAME FULL [] []
                RETURN
                """);
        var start = new LabelNode();
        method.instructions.insert(call("a", method), start);
        method.instructions.insert(start, new LineNumberNode(7, start));

        assertThat(BlockJoiner.join(method)).isSameAs(method);
    }

    @Test
    void eachInstructionKeepsItsLine() {
        var method = MethodFixture.assemble("static m()V", REVERSED);
        for (var name : List.of("b", "a")) {
            var start = new LabelNode();
            method.instructions.insertBefore(call(name, method), start);
            method.instructions.insert(start, new LineNumberNode(name.charAt(0), start));
        }

        var joined = BlockJoiner.join(method);

        assertThat(LineNumbers.of(call("a", joined))).isEqualTo('a');
        assertThat(LineNumbers.of(call("b", joined))).isEqualTo('b');
    }

    /** Where a range was cut with the blocks, its parts are one again. */
    @Test
    void rangesFollowTheirInstructions() {
        var method = MethodFixture.assemble("static m()V", """
                TRYCATCHBLOCK L3 L4 L5 null
                TRYCATCHBLOCK L6 L7 L5 null
                GOTO L0
                L2
                FRAME FULL [] []
                INVOKESTATIC A.c ()V
                RETURN
                L5
                FRAME FULL [] [java/lang/Throwable]
                ATHROW
                L1
                FRAME FULL [] []
                L3
                INVOKESTATIC A.b ()V
                L4
                GOTO L2
                L0
                FRAME FULL [] []
                L6
                INVOKESTATIC A.a ()V
                L7
                GOTO L1
                """);
        var first = method.tryCatchBlocks.get(0);
        var second = method.tryCatchBlocks.get(1);
        method.localVariables = new ArrayList<>(List.of(
                new LocalVariableNode("x", "I", null, first.start, first.end, 3),
                new LocalVariableNode("x", "I", null, second.start, second.end, 3)));
        method.visibleLocalVariableAnnotations = new ArrayList<>(List.of(new LocalVariableAnnotationNode(
                TypeReference.newTypeReference(TypeReference.LOCAL_VARIABLE).getValue(),
                TypePath.fromString(""),
                new LabelNode[] {first.start, second.start},
                new LabelNode[] {first.end, second.end},
                new int[] {3, 3},
                "LA;")));

        var joined = BlockJoiner.join(method);

        assertThat(MethodDump.of(joined)).startsWith("""
                TRYCATCHBLOCK L0 L1 L2 null
                L0
                INVOKESTATIC A.a ()V
                INVOKESTATIC A.b ()V
                L1
                INVOKESTATIC A.c ()V
                RETURN
                """);
        assertThat(joined.localVariables).singleElement().satisfies(variable -> {
            assertThat(Neighbours.onlySuccessor(variable.start)).isSameAs(call("a", joined));
            assertThat(Neighbours.onlyPredecessor(variable.end)).isSameAs(call("b", joined));
        });
        assertThat(joined.visibleLocalVariableAnnotations)
                .singleElement()
                .satisfies(annotation -> assertThat(annotation.index).containsExactly(3, 3));
    }

    private static String joined(String listing) {
        var method = MethodFixture.assemble("static m()V", listing);
        var before = MethodDump.of(method);
        var joined = MethodDump.of(BlockJoiner.join(method));
        assertThat(MethodDump.of(method)).isEqualTo(before);
        return joined;
    }

    private static void assertStaysTheSame(String listing) {
        var method = MethodFixture.assemble("static m()V", listing);

        assertThat(BlockJoiner.join(method)).isSameAs(method);
    }

    private static MethodInsnNode call(String name, MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && call.name.equals(name)) {
                return call;
            }
        }
        throw new AssertionError("no call of " + name);
    }
}
