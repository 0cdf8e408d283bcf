package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class is written anew as a whole, so that large methods that nobody weaves must come through, too. Here is one with
 * jumps of more than 32 KiB, forwards and backwards, of which some need another form:
 *
 * <pre>
 *   block 0   hash = 31 * hash + 0; if (--fuel &lt;= 0) goto end; if ((hash &amp; bit) == 0) goto block 71
 *   block 1   hash = 31 * hash + 1; ...
 *   end       return hash
 * </pre>
 */
class FarJumpsTest {
    private static final int BLOCKS = 100;
    private static final int FUEL = 5_000;

    private final byte[] async = Objects.requireNonNull(JavaSources.of(MethodFixture.source(
                    "@Async static Coroutine<String> m(Coroutine<String> x) { return done(await(x)); }"))
            .compile()
            .get("A"));

    /** What each block does: how much room it takes, which bit of the hash it asks for, and where it goes then. */
    private record Block(int padding, int bit, int target) {}

    @ParameterizedTest
    @ValueSource(ints = {33_000, 40_000, 47_000, 54_000})
    void comeThrough(int size) throws ReflectiveOperationException {
        for (var seed = 0; seed < 20; seed++) {
            var blocks = blocks(new Random(seed), size);

            var jump = loaded(withJumps(blocks)).getMethod("jump", int.class);

            assertThat(jump.invoke(null, FUEL)).as("seed %s", seed).isEqualTo(expected(blocks));
        }
    }

    private static List<Block> blocks(Random random, int size) {
        return random.ints(BLOCKS, 0, 2 * (size / BLOCKS - 30))
                .mapToObj(padding -> new Block(padding, 1 << random.nextInt(16), random.nextInt(BLOCKS)))
                .toList();
    }

    private static int expected(List<Block> blocks) {
        var hash = 1;
        var fuel = FUEL;
        for (var i = 0; i < BLOCKS; ) {
            hash = 31 * hash + i;
            if (--fuel <= 0) {
                break;
            }
            i = (hash & blocks.get(i).bit) == 0 ? blocks.get(i).target : i + 1;
        }
        return hash;
    }

    private byte[] withJumps(List<Block> blocks) {
        var reader = new ClassReader(async);
        var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(writer, 0);
        var method = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "jump", "(I)I", null, null);
        method.visitCode();
        write(blocks, method);
        method.visitMaxs(0, 0);
        method.visitEnd();
        return writer.toByteArray();
    }

    private static void write(List<Block> blocks, MethodVisitor method) {
        var labels = blocks.stream().map(block -> new Label()).toList();
        var end = new Label();
        method.visitInsn(Opcodes.ICONST_1);
        method.visitVarInsn(Opcodes.ISTORE, 1);
        for (var i = 0; i < BLOCKS; i++) {
            var block = blocks.get(i);
            begin(labels.get(i), method);
            for (var pad = 0; pad < block.padding; pad++) {
                method.visitInsn(Opcodes.NOP);
            }
            method.visitVarInsn(Opcodes.ILOAD, 1);
            method.visitIntInsn(Opcodes.BIPUSH, 31);
            method.visitInsn(Opcodes.IMUL);
            method.visitIntInsn(Opcodes.SIPUSH, i);
            method.visitInsn(Opcodes.IADD);
            method.visitVarInsn(Opcodes.ISTORE, 1);
            method.visitIincInsn(0, -1);
            method.visitVarInsn(Opcodes.ILOAD, 0);
            method.visitJumpInsn(Opcodes.IFLE, end);
            method.visitVarInsn(Opcodes.ILOAD, 1);
            method.visitLdcInsn(block.bit);
            method.visitInsn(Opcodes.IAND);
            method.visitJumpInsn(Opcodes.IFEQ, labels.get(block.target));
        }
        begin(end, method);
        method.visitVarInsn(Opcodes.ILOAD, 1);
        method.visitInsn(Opcodes.IRETURN);
    }

    private static void begin(Label label, MethodVisitor method) {
        method.visitLabel(label);
        method.visitFrame(Opcodes.F_FULL, 2, new Object[] {Opcodes.INTEGER, Opcodes.INTEGER}, 0, new Object[0]);
    }

    private static Class<?> loaded(byte[] classFile) {
        var options = new WeavingOptions(Shape.AUTO, DirectCalls.PRIVATE, List.of());
        var woven = (Outcome.Woven) new Pipeline(Classes.onClassPath(), Sources.NONE, options).weave(classFile);
        var files = new TreeMap<>(woven.generated());
        files.put("A", woven.classFile());
        return new FixtureClassLoader(files).load("A");
    }
}
