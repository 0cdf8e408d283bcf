package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.analysis.VerificationType.Kind;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.ClassPathHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Corpus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Each stack map of a library states what its compiler knew. Where code falls into one, what we computed must be
 * assignable to it: so the analysis is held against an independent one, some hundred thousand times.
 */
class TypeAnalysisCorpusTest {
    private final List<String> contradictions = new ArrayList<>();

    private int compared;

    @Test
    void agreesWithTheStackMapsOfLibraries() {
        try (var classPath = new ClassPathHierarchy(Corpus.libraries())) {
            var lattice = new TypeLattice(classPath);
            Corpus.forEach(node -> compare(node, lattice));
        }

        assertThat(contradictions).isEmpty();
        assertThat(compared).isGreaterThan(100_000);
    }

    /** The verifier would refuse to read it otherwise: so liveness, too, is held against what compilers knew. */
    @Test
    void whatIsReadLaterIsUsable() {
        var unusable = new ArrayList<String>();
        Corpus.forEach(node -> node.methods.stream()
                .filter(method -> method.instructions.size() > 0)
                .forEach(method -> {
                    var types = TypeAnalysis.analyze(node.name, method);
                    var liveness = LivenessAnalysis.analyze(method, ControlFlow.of(method));
                    for (var i = 0; i < method.instructions.size(); i++) {
                        var index = i;
                        if (types.isKnown(i)
                                && liveness.before(i).stream()
                                        .anyMatch(
                                                slot -> types.local(index, slot).equals(VerificationType.TOP))) {
                            unusable.add(node.name + "." + method.name + method.desc + " at " + i);
                        }
                    }
                }));

        assertThat(unusable).isEmpty();
    }

    private void compare(ClassNode node, TypeLattice lattice) {
        for (var method : node.methods) {
            if (method.instructions.size() == 0) {
                continue;
            }
            var types = TypeAnalysis.analyze(node.name, method);
            for (var i = 1; i < method.instructions.size(); i++) {
                if (method.instructions.get(i) instanceof FrameNode) {
                    compare(node, method, types, i, lattice);
                }
            }
        }
    }

    private void compare(ClassNode node, MethodNode method, TypeFrames types, int stackMap, TypeLattice lattice) {
        if (!types.isKnown(stackMap - 1)) {
            return;
        }
        for (var slot = 0; slot < types.locals(stackMap); slot++) {
            compare(node, method, stackMap, types.local(stackMap - 1, slot), types.local(stackMap, slot), lattice);
        }
        var before = types.stack(stackMap - 1);
        var stated = types.stack(stackMap);
        for (var i = 0; i < Math.max(before.size(), stated.size()); i++) {
            compare(node, method, stackMap, before.get(i), stated.get(i), lattice);
        }
    }

    private void compare(
            ClassNode node,
            MethodNode method,
            int index,
            VerificationType from,
            VerificationType to,
            TypeLattice lattice) {
        compared++;
        if (!isAssignable(from, to, lattice)) {
            contradictions.add(
                    node.name + "." + method.name + method.desc + " at " + index + ": " + from + " to " + to);
        }
    }

    private static boolean isAssignable(VerificationType from, VerificationType to, TypeLattice lattice) {
        if (from.equals(to) || to.kind() == Kind.TOP) {
            return true;
        }
        if (to.kind() != Kind.OBJECT) {
            return false;
        }
        return from.kind() == Kind.NULL
                || (from.kind() == Kind.OBJECT
                        && (lattice.isInterface(to.objectName())
                                || lattice.isAssignable(from.objectName(), to.objectName()) != Assignability.NO));
    }
}
