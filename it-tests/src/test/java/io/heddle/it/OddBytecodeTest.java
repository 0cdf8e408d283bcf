package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The comparison of {@link DifferentialTest}, for class files that are valid, but odd. */
class OddBytecodeTest {
    private static final int MASKS = 8;

    @TestFactory
    Stream<DynamicNode> targets() throws IOException {
        var targets = OddTargets.write();
        var nodes = new ArrayList<DynamicNode>();
        for (var shape : new Shape[] {Shape.SPLIT, Shape.COMPACT}) {
            var runs = TargetRuns.of(targets, shape);
            nodes.add(Differential.tests(shape.toString(), runs, MASKS));
        }
        return nodes.stream();
    }
}
