package io.heddle.instrumenter.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Corpus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** What the JVM takes every day, the verifier must take. */
class VerifierCorpusTest {
    @Test
    void takesEveryMethodOfLibraries() {
        List<String> rejected = new ArrayList<>();
        int classes;
        try (var classPath = new ClassPathHierarchy(Corpus.libraries())) {
            var lattice = new TypeLattice(classPath);
            classes = Corpus.forEach(node -> {
                for (var method : node.methods) {
                    if (method.instructions.size() > 0) {
                        try {
                            new StackMapVerifier(node.name, method, Room.stated(method), new OperandVerifier(lattice))
                                    .verify();
                        } catch (AnalyzerException | IndexOutOfBoundsException e) {
                            rejected.add(node.name + "." + method.name + method.desc + " " + e.getMessage());
                        }
                    }
                }
            });
        }

        assertThat(rejected).isEmpty();
        assertThat(classes).isGreaterThan(3_000);
    }
}
