package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.Corpus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class StackMapsTest {
    private static final Object INT = Opcodes.INTEGER;
    private static final Object LONG = Opcodes.LONG;

    /** All kinds of difference, in the code of many compilers: ASM's writer is the reference. */
    @Test
    void classFilesAreThoseThatAsmWritesOfExpandedStackMaps() {
        var different = new ArrayList<String>();
        var compared = Corpus.forEach(node -> {
            var expanded = bytesOf(node);
            node.methods.forEach(method -> StackMaps.compress(node.name, method));
            var compressed = bytesOf(node);
            // Of one operand 64 bytes behind the one before there are two forms, and ASM's is the longer one.
            if (!Arrays.equals(compressed, expanded) && !Arrays.equals(again(compressed), again(expanded))) {
                different.add(node.name);
            }
        });

        assertThat(different).isEmpty();
        assertThat(compared).isGreaterThan(1_000);
    }

    private static byte[] bytesOf(ClassNode node) {
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static byte[] again(byte[] classFile) {
        return bytesOf(Classes.read(classFile));
    }

    @Test
    void aStackMapStatesWhatDistinguishesItFromTheOneBefore() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "(IJ)V", null, null);
        add(method, List.of(INT, LONG), List.of());
        add(method, List.of(INT, LONG, INT), List.of());
        add(method, List.of(INT), List.of());
        add(method, List.of(INT), List.of("A"));
        add(method, List.of(INT), List.of("A", INT));
        add(method, List.of(LONG), List.of());
        StackMaps.compress("A", method);

        assertThat(typesOf(method))
                .containsExactly(
                        Opcodes.F_SAME,
                        Opcodes.F_APPEND,
                        Opcodes.F_CHOP,
                        Opcodes.F_SAME1,
                        Opcodes.F_FULL,
                        Opcodes.F_FULL);
    }

    @Test
    void fourLocalsMoreOrFewerAreNoDifferenceThatCanBeStated() {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        add(method, List.of(INT, INT, INT, INT), List.of());
        add(method, List.of(), List.of());
        StackMaps.compress("A", method);

        assertThat(typesOf(method)).containsExactly(Opcodes.F_FULL, Opcodes.F_FULL);
    }

    private static void add(MethodNode method, List<Object> locals, List<Object> stack) {
        method.instructions.add(
                new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray()));
        method.instructions.add(new InsnNode(Opcodes.NOP));
    }

    private static List<Integer> typesOf(MethodNode method) {
        var types = new ArrayList<Integer>();
        for (var insn : method.instructions) {
            if (insn instanceof FrameNode stackMap) {
                types.add(stackMap.type);
            }
        }
        return types;
    }
}
