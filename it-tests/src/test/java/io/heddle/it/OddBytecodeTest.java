package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The comparison of {@link DifferentialTest}, for class files that are valid, but odd. */
class OddBytecodeTest {
    private static final int MASKS = 8;

    @TestFactory
    Stream<DynamicNode> targets() throws IOException {
        var directory = TargetClasses.emptyDirectory("odd");
        Files.createDirectories(directory.resolve("odd"));
        Files.write(directory.resolve("odd/Odd.class"), OddTargets.classFile());
        var nodes = new ArrayList<DynamicNode>();
        for (var shape : new Shape[] {Shape.SPLIT, Shape.COMPACT}) {
            var runs = TargetRuns.of(TargetClasses.read(directory), shape);
            nodes.add(Differential.tests(shape.toString(), runs, MASKS));
        }
        return nodes.stream();
    }
}
