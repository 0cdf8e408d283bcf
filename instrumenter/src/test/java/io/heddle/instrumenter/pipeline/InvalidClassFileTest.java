package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.JavaSources;
import io.heddle.instrumenter.fixture.Messages;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;

/** What the JVM would refuse before weaving is the user's to mend, and told as such: by class, method and reason. */
class InvalidClassFileTest {
    private static final String AWAIT =
            "INVOKESTATIC io/heddle/Coroutines.await (Lio/heddle/Awaitable;)Ljava/lang/Object;\n";
    private static final String DONE =
            "INVOKESTATIC io/heddle/Coroutines.done (Ljava/lang/Object;)Lio/heddle/Coroutine;\n";

    private static final byte[] VALID = Objects.requireNonNull(JavaSources.of(
                    MethodFixture.source("@Async static Coroutine<?> m(Coroutine<?> c) { return done(await(c)); }"))
            .compile()
            .get("A"));

    @Test
    void aTruncatedClassFile() {
        var pool = new ClassReader(VALID).header;

        for (var length = pool; length < VALID.length; length += 7) {
            assertThat(diagnostics(Arrays.copyOf(VALID, length)))
                    .as("%d bytes of %d", length, VALID.length)
                    .contains("error: [HED025] ", " is not valid: it can't be read to its end\n");
        }
    }

    @Test
    void aFileThatIsNoClassFileAtAllIsLeftAsItIs() {
        var wrongMagic = VALID.clone();
        wrongMagic[0] = 0;

        assertThat(weave(wrongMagic)).isInstanceOf(Outcome.Untouched.class);
        assertThat(weave(new byte[0])).isInstanceOf(Outcome.Untouched.class);
    }

    @ParameterizedTest
    @CsvSource({"49, 5, 8", "70, 26, 25"})
    void aVersionThatIsTooOldOrTooNew(int version, int java, int wanted) {
        var other = VALID.clone();
        other[7] = (byte) version;

        assertThat(diagnostics(other)).isEqualTo("""
                A: error: [HED015] `A` is a class file of version %d (Java %d)
                  Heddle weaves class files of versions 52 to 69 (Java 8 to 25).
                  Compile it with `--release %d`.""".formatted(version, java, wanted));
    }

    @Test
    void anOperandThatIsNotThere() {
        assertThat(diagnostics(async("POP\nALOAD 0\n" + AWAIT + DONE + "ARETURN\n")))
                .isEqualTo("""
                A: error: [HED025] `m` of `A` is not valid: at instruction 0: Cannot pop operand off an empty stack.
                  The JVM would refuse this class file as it is, before anything is woven.
                  Compile it again; where another tool has changed it, that tool has a defect.""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // An operand of another type, a local of another type, no value at all.
                "ICONST_0\n" + AWAIT + DONE + "ARETURN\n",
                "ALOAD 0\n" + AWAIT + "POP\nILOAD 0\nPOP\nALOAD 0\nARETURN\n",
                "ALOAD 0\n" + AWAIT + DONE + "RETURN\n",
                // Stack maps that don't hold, that are missing, and that name an object which nothing makes.
                "ALOAD 0\n" + AWAIT + "POP\nGOTO L0\nL0\nFRAME FULL [java/lang/String] []\nALOAD 0\n" + DONE
                        + "ARETURN\n",
                "ALOAD 0\nIFNULL L0\nALOAD 0\n" + AWAIT + "POP\nL0\nALOAD 0\n" + DONE + "ARETURN\n",
                "ALOAD 0\n" + AWAIT + DONE + "ARETURN\nNOP\n",
                "ALOAD 0\n" + AWAIT + DONE + "POP\n",
                "ALOAD 0\n" + AWAIT + "POP\nGOTO L0\nL0\nFRAME FULL [io/heddle/Coroutine] [I I I]\nALOAD 0\n" + DONE
                        + "ARETURN\n",
            })
    void aMethodThatTheJvmWouldRefuse(String listing) {
        assertThat(diagnostics(async(listing))).startsWith("A: error: [HED025] `m` of `A` is not valid: ");
    }

    @Test
    void aPlainMethodOfAnAsyncClassIsNoneOfOurBusiness() {
        var node = Classes.read(VALID);
        node.methods.add(MethodFixture.assemble("static broken()V", "ICONST_0\nARETURN\n"));

        assertThat(weave(bytes(node))).isInstanceOf(Outcome.Woven.class);
    }

    private static byte[] async(String listing) {
        var method = MethodFixture.assemble("static m(Lio/heddle/Coroutine;)Lio/heddle/Coroutine;", listing);
        method.invisibleAnnotations = new ArrayList<>(List.of(new AnnotationNode("Lio/heddle/Async;")));
        return bytes(FixtureClassLoader.classOf("A", method));
    }

    private static byte[] bytes(ClassNode node) {
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }

    private static String diagnostics(byte[] classFile) {
        return weave(classFile) instanceof Outcome.Refused refused
                ? refused.diagnostics().stream().map(Messages::of).collect(Collectors.joining("\n"))
                : "not refused";
    }

    private static Outcome weave(byte[] classFile) {
        return new Pipeline(Classes.onClassPath(), Sources.NONE, WeavingOptions.DEFAULT).weave(classFile);
    }
}
