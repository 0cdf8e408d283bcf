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
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The comparison of {@link DifferentialTest}, for target programs that are written by generators. */
class GeneratedTargetsTest {
    private static final int MASKS = Integer.getInteger("heddle.masks", 8);

    @TestFactory
    Stream<DynamicNode> expressionMatrix() throws IOException {
        return tests("matrix", ExpressionMatrix.sources(), Shape.AUTO);
    }

    @TestFactory
    Stream<DynamicNode> largeMethods() throws IOException {
        return tests("large", LargeMethods.sources(), Shape.AUTO);
    }

    @TestFactory
    Stream<DynamicNode> boxes() throws IOException {
        var compilations = List.of(Compilation.release(8), Compilation.standard(), Compilation.eclipse());
        return tests("boxes", BoxMatrix.sources(), compilations, Shape.AUTO);
    }

    @TestFactory
    Stream<DynamicNode> closes() throws IOException {
        var compilations = List.of(Compilation.release(8), Compilation.standard(), Compilation.eclipse());
        return tests("closes", CloseMatrix.sources(), compilations, Shape.AUTO);
    }

    @TestFactory
    Stream<DynamicNode> loops() throws IOException {
        return tests("loops", LoopMatrix.sources(), Compilation.all(), Shape.AUTO);
    }

    @TestFactory
    Stream<DynamicNode> exits() throws IOException {
        var compilations = List.of(Compilation.release(8), Compilation.eclipse());
        return tests("exits", ExitMatrix.sources(), compilations, Shape.AUTO);
    }

    /** Those that would be split by themselves. */
    @TestFactory
    Stream<DynamicNode> compactMethods() throws IOException {
        return Stream.of(
                        tests("compact matrix", ExpressionMatrix.sources(), Shape.COMPACT),
                        tests("compact boxes", BoxMatrix.sources(), Shape.COMPACT),
                        tests("compact large", LargeMethods.sources(), Shape.COMPACT),
                        tests("compact exits", ExitMatrix.sources(), Shape.COMPACT),
                        tests("compact closes", CloseMatrix.sources(), Shape.COMPACT),
                        tests("compact loops", LoopMatrix.sources(), Shape.COMPACT))
                .flatMap(nodes -> nodes);
    }

    /** Those that would be compact by themselves. */
    @TestFactory
    Stream<DynamicNode> splitMethods() throws IOException {
        return tests("split large", LargeMethods.sources(), Shape.SPLIT);
    }

    private static Stream<DynamicNode> tests(String name, Map<String, String> sources, Shape shape) throws IOException {
        return tests(name, sources, List.of(Compilation.standard()), shape);
    }

    /** All compilations together run under as many masks as a single one. */
    private static Stream<DynamicNode> tests(
            String name, Map<String, String> sources, List<Compilation> compilations, Shape shape) throws IOException {
        var tests = new ArrayList<DynamicNode>();
        for (var compilation : compilations) {
            var runs = TargetRuns.of(TargetClasses.compile(compilation, name, sources), shape);
            tests.add(Differential.tests(name + ", " + compilation.name(), runs, MASKS / compilations.size()));
        }
        return tests.stream();
    }
}
