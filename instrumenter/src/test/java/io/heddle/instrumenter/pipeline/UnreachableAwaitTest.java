package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AnnotationNode;

/** javac writes no code that nothing leads to; shrinkers, obfuscators and other weavers leave some behind, awaits in it too. */
class UnreachableAwaitTest {
    private static final String AWAIT =
            "INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;\n";
    private static final String DONE =
            "INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;\n";

    @ParameterizedTest
    @EnumSource
    void theOnlyOne(Shape shape) {
        takes(
                shape,
                "ALOAD 0\n" + DONE + "ARETURN\n" + "FRAME FULL [io/heddle/Coroutine] []\n" + "ALOAD 0\n" + AWAIT + DONE
                        + "ARETURN\n");
    }

    @ParameterizedTest
    @EnumSource
    void besideOneThatIsReached(Shape shape) {
        takes(
                shape,
                "ALOAD 0\n" + AWAIT + DONE + "ARETURN\n" + "FRAME FULL [io/heddle/Coroutine] []\n" + "ALOAD 0\n" + AWAIT
                        + DONE + "ARETURN\n");
    }

    @ParameterizedTest
    @EnumSource
    void inATryAndInItsHandler(Shape shape) {
        takes(
                shape,
                "TRYCATCHBLOCK L0 L1 L2 null\n" + "ALOAD 0\n" + AWAIT + DONE + "ARETURN\n"
                        + "L0\nFRAME FULL [io/heddle/Coroutine] []\n" + "ALOAD 0\n" + AWAIT + DONE + "ARETURN\n"
                        + "L1\n"
                        + "L2\nFRAME FULL [io/heddle/Coroutine] [java/lang/Throwable]\n" + "POP\nALOAD 0\n" + AWAIT
                        + DONE
                        + "ARETURN\n");
    }

    @ParameterizedTest
    @EnumSource
    void inATryThatAlsoCoversOneThatIsReached(Shape shape) {
        takes(
                shape,
                "TRYCATCHBLOCK L0 L1 L2 null\n" + "L0\nALOAD 0\n" + AWAIT + DONE + "ARETURN\n"
                        + "FRAME FULL [io/heddle/Coroutine] []\n" + "ALOAD 0\n" + AWAIT + DONE + "ARETURN\n" + "L1\n"
                        + "L2\nFRAME FULL [io/heddle/Coroutine] [java/lang/Throwable]\n" + "POP\nALOAD 0\n" + AWAIT
                        + DONE
                        + "ARETURN\n");
    }

    @ParameterizedTest
    @EnumSource
    void aboveAnObjectThatIsBeingMade(Shape shape) {
        takes(
                shape,
                "ALOAD 0\n" + AWAIT + DONE + "ARETURN\n"
                        + "FRAME FULL [io/heddle/Coroutine] []\n" + "NEW java/lang/String\nDUP\nALOAD 0\n" + AWAIT
                        + "CHECKCAST java/lang/String\n"
                        + "INVOKESPECIAL java/lang/String.<init> (Ljava/lang/String;)V\n" + DONE + "ARETURN\n");
    }

    @ParameterizedTest
    @EnumSource
    void inALoopOfItsOwn(Shape shape) {
        takes(
                shape,
                "ALOAD 0\n" + AWAIT + DONE + "ARETURN\n" + "L0\nFRAME FULL [io/heddle/Coroutine] []\n" + "ALOAD 0\n"
                        + AWAIT + "POP\nGOTO L0\n");
    }

    /** Weaves an async method {@code m(Coroutine)}; the JVM must take all that comes of it. */
    private static void takes(Shape shape, String listing) {
        var method = MethodFixture.assemble("static m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", listing);
        method.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode("Lio/heddle/Async;")));
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        FixtureClassLoader.classOf("A", method).accept(writer);
        var options = new WeavingOptions(shape, DirectCalls.PRIVATE, List.of());

        var outcome = new Pipeline(Classes.onClassPath(), Sources.NONE, options).weave(writer.toByteArray());

        assertThat(outcome).isInstanceOf(Outcome.Woven.class);
        var woven = (Outcome.Woven) outcome;
        assertThat(Classes.read(woven.classFile()).methods).noneMatch(AwaitCalls::in);
        var files = new TreeMap<>(woven.generated());
        files.put("A", woven.classFile());
        var loader = new FixtureClassLoader(files);
        assertThatCode(() -> files.keySet().forEach(loader::load)).doesNotThrowAnyException();
    }
}
