package io.heddle.instrumenter.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Holds a method of a class {@code A} against the verifier, and against the JVM's own, which must agree. */
final class VerificationTester {
    private VerificationTester() {}

    /** Fails where the method is rejected. */
    static void accept(String header, String listing) {
        var method = MethodFixture.assemble(header, listing);

        assertThatCode(() -> verify(method)).doesNotThrowAnyException();
        assertThatCode(() -> load(method)).doesNotThrowAnyException();
    }

    /** Why a method is rejected. */
    static String rejection(String header, String listing) {
        var method = MethodFixture.assemble(header, listing);
        assertThat(catchThrowable(() -> load(method))).isInstanceOfAny(VerifyError.class, ClassFormatError.class);
        return reason(method);
    }

    /** Why a method is rejected, without the listing. */
    static String reason(MethodNode method) {
        var thrown = Objects.requireNonNull(catchThrowable(() -> verify(method)), "it is taken");
        assertThat(thrown).isInstanceOf(IllegalStateException.class);
        return Objects.requireNonNull(thrown.getMessage())
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("the woven A." + method.name + method.desc + " is not valid: ", "");
    }

    private static void load(MethodNode method) {
        new FixtureClassLoader(Map.of())
                .with(FixtureClassLoader.classOf("A", method))
                .load("A");
    }

    static void verify(MethodNode method) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        FixtureClassLoader.classOf("A", method).accept(writer);
        var classFile = writer.toByteArray();
        // As it is read, stack maps are expanded.
        var node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES | ClassReader.SKIP_DEBUG);
        try (var classPath = new ClassPathHierarchy(List.of())) {
            var hierarchy = new OverlayHierarchy(classPath);
            hierarchy.add(classFile);
            new BytecodeVerifier(new TypeLattice(hierarchy)).verify(node, Set.of());
        }
    }
}
