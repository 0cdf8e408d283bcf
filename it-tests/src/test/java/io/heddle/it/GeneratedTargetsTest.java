package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.generate.BoxMatrix;
import io.heddle.it.generate.CloseMatrix;
import io.heddle.it.generate.ExitMatrix;
import io.heddle.it.generate.ExpressionMatrix;
import io.heddle.it.generate.LargeMethods;
import io.heddle.it.generate.LoopMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The comparison of {@link DifferentialTest}, for target programs that are written by generators. */
class GeneratedTargetsTest {
    private static final int MASKS = Integer.getInteger("heddle.masks", 8);

    private static final Compilation STANDARD = Compilation.standard();

    /** All of them would be split by themselves. */
    @TestFactory
    Stream<DynamicNode> expressionMatrix() throws IOException {
        return tests("matrix", ExpressionMatrix.sources(), List.of(STANDARD), Shape.COMPACT);
    }

    /** Most of them would be compact by themselves. */
    @TestFactory
    Stream<DynamicNode> largeMethods() throws IOException {
        return tests("large", LargeMethods.sources(), List.of(STANDARD), Shape.COMPACT, Shape.SPLIT);
    }

    @TestFactory
    Stream<DynamicNode> boxes() throws IOException {
        var compilations = List.of(STANDARD, Compilation.release(8), Compilation.eclipse());
        return tests("boxes", BoxMatrix.sources(), compilations, Shape.COMPACT);
    }

    @TestFactory
    Stream<DynamicNode> closes() throws IOException {
        var compilations = List.of(STANDARD, Compilation.release(8), Compilation.eclipse());
        return tests("closes", CloseMatrix.sources(), compilations, Shape.COMPACT);
    }

    @TestFactory
    Stream<DynamicNode> loops() throws IOException {
        return tests("loops", LoopMatrix.sources(), Compilation.all(), Shape.COMPACT);
    }

    @TestFactory
    Stream<DynamicNode> exits() throws IOException {
        var compilations = List.of(Compilation.release(8), Compilation.eclipse());
        return tests("exits", ExitMatrix.sources(), compilations, Shape.COMPACT);
    }

    @TestFactory
    Stream<DynamicNode> overridingExits() throws IOException {
        return tests("overriding", ExitMatrix.overriding(), List.of(Compilation.release(8)), Shape.COMPACT);
    }

    /**
     * Tests in the shape that each method gets by itself, for all compilations, and in the others for the standard one. All
     * compilations together run under as many masks as a single one.
     */
    private static Stream<DynamicNode> tests(
            String name, Map<String, String> sources, List<Compilation> compilations, Shape... others)
            throws IOException {
        var tests = new ArrayList<DynamicNode>();
        var all = new ArrayList<>(compilations);
        all.removeIf(compilation -> compilation.name().equals(STANDARD.name()));
        all.add(STANDARD);
        var compiled = TargetClasses.compile(all, name, sources);
        for (var compilation : compilations) {
            var runs = TargetRuns.of(Objects.requireNonNull(compiled.get(compilation.name())), Shape.AUTO);
            tests.add(Differential.tests(name + ", " + compilation.name(), runs, MASKS / compilations.size()));
        }
        for (var shape : others) {
            var runs = TargetRuns.of(Objects.requireNonNull(compiled.get(STANDARD.name())), shape);
            tests.add(Differential.tests(name + ", " + shape, runs, MASKS));
        }
        return tests.stream();
    }
}
