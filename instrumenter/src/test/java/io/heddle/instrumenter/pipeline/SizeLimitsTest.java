package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.Messages;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** A class whose constants are nearly too many, as a constant more or less in the compiler's class file makes it. */
class SizeLimitsTest {
    /** What tells, in the stamp of a class, that it was woven in a shape that was asked for: a name and a value. */
    private static final int STAMPED_OPTIONS = 2;

    private static final int MOST_CONSTANTS = 65_535;

    private final byte[] classFile = Objects.requireNonNull(
            JavaSources.of(MethodFixture.source("""
            @Async static Coroutine<Long> sum(Coroutine<Integer> a, Coroutine<Long> b, long c, String d) {
                long x = c + await(a);
                String y = d + await(b) + x;
                return done(x + y.length() + await(b) + c);
            }
            """)).compile().get("A"));

    @Test
    void whereTheSplitShapeHasTooManyConstantsTheCompactOneIsTaken() {
        var room = MOST_CONSTANTS - constants(woven(classFile, Shape.COMPACT)) + STAMPED_OPTIONS;
        var full = withConstants(room);

        var woven = woven(full, Shape.AUTO);

        assertThat(constants(woven)).isEqualTo(MOST_CONSTANTS);
        assertThat(constants(woven(classFile, Shape.SPLIT)) + room).isGreaterThan(MOST_CONSTANTS);
        assertThat(methods(woven)).isEqualTo(methods(woven(classFile, Shape.COMPACT)));
    }

    @Test
    void whereThatHasTooManyTheClassIsRefused() {
        var room = MOST_CONSTANTS - constants(woven(classFile, Shape.COMPACT));

        for (var shape : Shape.values()) {
            var full = withConstants(room + 1 + (shape == Shape.AUTO ? STAMPED_OPTIONS : 0));
            assertThat(weave(full, shape))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.diagnostics())
                                    .extracting(Messages::of)
                                    .containsExactly("""
                            A.java: error: [HED017] `A` is too large: woven, it would have 65536 constants
                              A class file holds at most 65,535 constants.
                              Move some of its `@Async` methods into a class of their own."""));
        }
    }

    @Test
    void allMethodsThatAreTooLargeEvenWhenCompactAreNamedWithTheirLines() {
        var statements = "x += await(a);\n".repeat(2_500);
        var large = Objects.requireNonNull(JavaSources.of(MethodFixture.source("""
                @Async static Coroutine<Integer> sum(Coroutine<Integer> a) {
                    int x = 0;
                    %1$s return done(x);
                }

                static AsyncFunction<Coroutine<Integer>, Integer, RuntimeException> lambda() {
                    return a -> {
                        int x = 0;
                        %1$s return done(x);
                    };
                }
                """.formatted(statements)))
                .compile()
                .get("A"));

        assertThat(weave(large, Shape.AUTO))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.diagnostics())
                                .extracting(Messages::of)
                                .satisfiesExactly(
                                        first -> assertThat(first)
                                                .startsWith("A.java:8: error: [HED016] `sum` is too large: woven, it"),
                                        second -> assertThat(second)
                                                .startsWith("A.java:2514: error: [HED016] a lambda in `lambda` is too"
                                                        + " large: woven, it")));
    }

    private byte[] withConstants(int more) {
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0);
        for (var i = 0; i < more; i++) {
            writer.newUTF8("constant " + i);
        }
        reader.accept(writer, 0);
        return writer.toByteArray();
    }

    private static List<String> methods(byte[] classFile) {
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, 0);
        return node.methods.stream().map(method -> method.name + method.desc).toList();
    }

    /** The count that the class file states, which is one more than there are. */
    private static int constants(byte[] classFile) {
        return new ClassReader(classFile).getItemCount();
    }

    private static byte[] woven(byte[] classFile, Shape shape) {
        return ((Outcome.Woven) weave(classFile, shape)).classFile();
    }

    private static Outcome weave(byte[] classFile, Shape shape) {
        var options = new WeavingOptions(shape, DirectCalls.PRIVATE, List.of());
        return new Pipeline(Classes.onClassPath(), Sources.NONE, options).weave(classFile);
    }
}
