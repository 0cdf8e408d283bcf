package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Corpus;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import io.heddle.instrumenter.verify.BytecodeVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Libraries in which every call may suspend: whatever their constructors' arguments are, the code stays valid. */
class UninitializedObjectMoverCorpusTest {
    private int moved;

    @Test
    void whatIsMovedStaysValid() {
        try (var classPath = new ClassPathHierarchy(Corpus.libraries())) {
            var verifier = new BytecodeVerifier(new TypeLattice(classPath));
            Corpus.forEach(node -> {
                if (moveAll(node)) {
                    verifier.verify(node, Set.of());
                }
            });
        }

        assertThat(moved).isGreaterThan(1_000);
    }

    @Test
    void aMovedCompilerCompiles(@TempDir Path folder) throws IOException, ReflectiveOperationException {
        var moved = new FixtureClassLoader(Map.of());
        Corpus.forEach(node -> {
            if (node.name.startsWith("org/eclipse/jdt/")) {
                moveAll(node);
                moved.with(node);
            }
        });
        var source = folder.resolve("Sample.java");
        Files.writeString(source, """
                public class Sample {
                    record Pair<T>(T left, int right) {}
                    static String told(String s) {
                        Runnable r = () -> { throw new IllegalStateException(s); };
                        try { r.run(); } catch (IllegalStateException e) { return new StringBuilder(e.getMessage()).reverse() + ""; }
                        return switch (s) { case "a" -> "b"; default -> new Pair<>(s, s.length()).toString(); };
                    }
                }
                """);
        var compile = moved.load("org/eclipse/jdt/core/compiler/batch/BatchCompiler")
                .getMethod(
                        "compile",
                        String.class,
                        PrintWriter.class,
                        PrintWriter.class,
                        moved.load("org/eclipse/jdt/core/compiler/CompilationProgress"));
        var messages = new StringWriter();
        var writer = new PrintWriter(messages);

        assertThat(compile.invoke(null, "-17 -d " + folder + " " + source, writer, writer, null))
                .as(messages.toString())
                .isEqualTo(true);
        var sample = new FixtureClassLoader(Map.of("Sample", Files.readAllBytes(folder.resolve("Sample.class"))))
                .load("Sample")
                .getDeclaredMethod("told", String.class);
        sample.setAccessible(true);
        assertThat(sample.invoke(null, "abc")).isEqualTo("cba");
    }

    private boolean moveAll(ClassNode node) {
        var mover = new UninitializedObjectMover(node.name, UninitializedObjectMoverCorpusTest::maySuspend);
        var before = moved;
        for (var i = 0; i < node.methods.size(); i++) {
            var original = node.methods.get(i);
            if (!original.name.equals("<init>") && original.instructions.size() > 0) {
                var method = mover.move(original);
                moved += method == original ? 0 : 1;
                node.methods.set(i, method);
            }
        }
        return moved > before;
    }

    private static boolean maySuspend(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call && !call.name.equals("<init>");
    }
}
