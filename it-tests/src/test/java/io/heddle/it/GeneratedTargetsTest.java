package io.heddle.it;

import io.heddle.it.generate.ExpressionMatrix;
import io.heddle.it.generate.LargeMethods;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The comparison of {@link DifferentialTest}, for target programs that are written by generators. */
class GeneratedTargetsTest {
    private static final int MASKS = Integer.getInteger("heddle.masks", 8);

    @TestFactory
    Stream<DynamicNode> expressionMatrix() throws IOException {
        return tests("matrix", ExpressionMatrix.sources());
    }

    @TestFactory
    Stream<DynamicNode> largeMethods() throws IOException {
        return tests("large", LargeMethods.sources());
    }

    private static Stream<DynamicNode> tests(String name, Map<String, String> sources) throws IOException {
        var runs = TargetRuns.of(TargetClasses.compile(Compilation.standard(), name, sources));
        return Stream.of(Differential.tests(name, runs, MASKS));
    }
}
