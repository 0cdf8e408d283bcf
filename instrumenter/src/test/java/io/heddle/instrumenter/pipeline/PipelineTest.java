package io.heddle.instrumenter.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.WovenMark;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import io.heddle.instrumenter.scan.ClassScanner;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

class PipelineTest {
    private static final String MEMBERS = """
            @Async Coroutine<String> first(Coroutine<String> c) {
                try { return second(new String(await(c) + await(third(c)))); }
                catch (IllegalStateException e) { return second(e.getMessage()); }
            }
            @Async private Coroutine<String> second(String s) { return done(s); }
            @Async Coroutine<String> third(Coroutine<String> c) { return done(await(second(await(c)))); }
            void plain() {}
            """;

    @Test
    void givesTheClassItselfAndTwoGeneratedOnesForEachMethodThatAwaits() {
        var node = MethodFixture.compile(MEMBERS);

        var woven = weave(node, Shape.SPLIT);

        assertThat(woven.get(0)).isSameAs(node);
        assertThat(woven)
                .extracting(each -> each.name)
                .containsExactlyInAnyOrder(
                        "A", "A$$first$Call", "A$$first$Frame", "A$$second$Call", "A$$third$Call", "A$$third$Frame");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"auto | private | ''", "compact | all | 'shape=compact, directCalls=all'"})
    void stampsTheClassWithTheVersionOfTheRuntimesInterfaceAndWithOptionsThatAreNotTheDefault(
            String shape, String directCalls, String stamped) {
        var options = WeavingOptions.DEFAULT.withShape(shape).withDirectCalls(directCalls);
        var classFile = requireNonNull(
                JavaSources.of(MethodFixture.source(MEMBERS)).compile().get("A"));

        var outcome = (Outcome.Woven) new Pipeline(Classes.onClassPath(), Sources.NONE, options).weave(classFile);

        assertThat(WovenMark.of(new ConstantPool(outcome.classFile())))
                .isEqualTo(new WovenMark("A", "A.java", 1, stamped));
    }

    @Test
    void noAwaitIsLeftAndPlainMethodsStay() {
        var plain = MethodDump.of(MethodFixture.method(MethodFixture.compile(MEMBERS), "plain"));
        var woven = weave(MethodFixture.compile(MEMBERS), Shape.SPLIT).get(0);

        assertThat(woven.methods).noneMatch(AwaitCalls::in);
        assertThat(MethodDump.of(MethodFixture.method(woven, "plain"))).isEqualTo(plain);
    }

    @Test
    void onlyAPrivateMethodOfTheClassIsCalledDirectly() {
        var woven = weave(MethodFixture.compile(MEMBERS), Shape.SPLIT).get(0);

        assertThat(MethodDump.of(MethodFixture.method(woven, "lambda$third$start")))
                .contains("A.lambda$second$start ");
        assertThat(MethodDump.of(MethodFixture.method(woven, "lambda$first$start")))
                .contains("A.lambda$second$start ", "A.third ")
                .doesNotContain("A.lambda$third$start ");
    }

    @Test
    void onRequestWhatCanNotBeOverriddenIsCalledDirectly() {
        var members = """
                @Async Coroutine<String> all() {
                    return done(await(ofClass()) + await(last()) + await(open()));
                }
                @Async static Coroutine<String> ofClass() { return done("s"); }
                @Async final Coroutine<String> last() { return done("f"); }
                @Async Coroutine<String> open() { return done("o"); }
                """;

        var woven = weave(MethodFixture.compile(members), Shape.SPLIT, DirectCalls.ALL)
                .get(0);

        assertThat(MethodDump.of(MethodFixture.method(woven, "lambda$all$start")))
                .contains("A.lambda$ofClass$start ", "A.lambda$last$start ", "A.open ");
    }

    @Test
    void ofAFinalClassEveryMethodCanBeCalledDirectly() {
        var node = MethodFixture.compile(MEMBERS);
        node.access |= Opcodes.ACC_FINAL;

        var woven = weave(node, Shape.SPLIT, DirectCalls.ALL).get(0);

        assertThat(MethodDump.of(MethodFixture.method(woven, "lambda$first$start")))
                .contains("A.lambda$third$start ");
    }

    @Test
    void whatIsReturnedOutOfATryIsAwaitedInIt() {
        var woven = weave(MethodFixture.compile(MEMBERS), Shape.SPLIT).get(0);
        var start = MethodDump.of(MethodFixture.method(woven, "lambda$first$start"));

        assertThat(start.split("A\\.lambda\\$second\\$start ", -1)).hasSize(2);
        assertThat(start).contains("A.second (Ljava/lang/String;)Lio/heddle/Coroutine;");
    }

    @Test
    void nothingIsAllocatedForWhatTheArmsOfAnExpressionGiveInATry() {
        var woven = weave(MethodFixture.compile("""
                @Async Coroutine<String> m(Coroutine<String> c, int i) {
                    try {
                        if (i > 9) { return i > 99 ? done(await(c)) : i > 49 ? done("more") : done(null); }
                        if (i < 0) { return i < -9 ? done("few") : i < -5 ? c : m(c, i + 5); }
                        return switch (i) { case 0 -> done("none"); case 1 -> done(await(c)); default -> done("" + i); };
                    } finally {
                        if (await(c) == null) { hashCode(); }
                    }
                }
                """), Shape.SPLIT).get(0);

        for (var body : List.of("lambda$m$start", "lambda$m$resume")) {
            assertThat(MethodDump.of(MethodFixture.method(woven, body))).doesNotContain(".done ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameClassGivesTheSameBytesWhichTheJvmTakes(Shape shape) {
        var woven = weave(MethodFixture.compile(MEMBERS), shape);
        var again = weave(MethodFixture.compile(MEMBERS), shape);

        assertThat(woven)
                .extracting(PipelineTest::bytes)
                .containsExactlyElementsOf(
                        again.stream().map(PipelineTest::bytes).toList());
        var loader = new FixtureClassLoader(Map.of());
        woven.forEach(loader::with);
        assertThatCode(() -> woven.forEach(each -> loader.load(each.name))).doesNotThrowAnyException();
    }

    private static List<ClassNode> weave(ClassNode node, Shape shape) {
        return weave(node, shape, DirectCalls.PRIVATE);
    }

    private static List<ClassNode> weave(ClassNode node, Shape shape, DirectCalls directCalls) {
        return Pipeline.weave(
                ClassScanner.scan(node, new TypeLattice(Classes.onClassPath())),
                new TypeLattice(Classes.onClassPath()),
                Shapes.of(shape),
                directCalls);
    }

    private static String bytes(ClassNode node) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return HexFormat.of().formatHex(writer.toByteArray());
    }
}
