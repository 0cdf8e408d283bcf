package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Each target program, woven, behaves as it does un-woven with blocking awaits: when every await is ready, when every
 * one suspends, and when it goes by chance. {@code -Dheddle.masks=N} tries more chances; {@code -Dheddle.targets=P}
 * only the targets whose name begins so.
 */
class DifferentialTest {
    private static final int MASKS = Integer.getInteger("heddle.masks", 16);

    @TestFactory
    Stream<DynamicNode> targets() throws IOException {
        var compilations = new ArrayList<DynamicNode>();
        for (var compilation : Compilation.all()) {
            compilations.add(Differential.tests(compilation.name(), HandWritten.runs(compilation, Shape.AUTO), MASKS));
        }
        var compact = HandWritten.runs(Compilation.standard(), Shape.COMPACT);
        compilations.add(Differential.tests("compact shape", compact, MASKS));
        return compilations.stream();
    }
}
