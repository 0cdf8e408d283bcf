package io.heddle.instrumenter.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Corpus;
import io.heddle.instrumenter.verify.BytecodeVerifier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
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
                    verifier.verify(write(node));
                }
            });
        }

        assertThat(moved).isGreaterThan(1_000);
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

    private static byte[] write(ClassNode node) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }
}
