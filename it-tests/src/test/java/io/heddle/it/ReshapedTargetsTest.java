package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.reshape.Reshaping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The comparison of {@link DifferentialTest}, for targets that something has rewritten between compiler and weaving. What is
 * right is what the compiler wrote.
 */
class ReshapedTargetsTest {
    private static final int MASKS = 2;

    @TestFactory
    Stream<DynamicNode> odd() throws IOException {
        return tests(OddTargets.write(), EnumSet.allOf(Reshaping.class));
    }

    /** Without debug data, what stands behind what is all that tells of some awaits that the source doesn't spell out. */
    @TestFactory
    Stream<DynamicNode> handWritten() throws IOException {
        return tests(
                HandWritten.compiled(Compilation.standard()),
                EnumSet.complementOf(EnumSet.of(Reshaping.OPTIMISED_AND_REVERSED)));
    }

    @TestFactory
    Stream<DynamicNode> withoutDebugData() throws IOException {
        return tests(
                HandWritten.compiled(Compilation.withoutDebugData()),
                EnumSet.of(Reshaping.OPTIMISED, Reshaping.ADVISED, Reshaping.SPLIT));
    }

    private static Stream<DynamicNode> tests(TargetClasses targets, Set<Reshaping> forms) throws IOException {
        var nodes = new ArrayList<DynamicNode>();
        for (var form : forms) {
            nodes.add(tests(targets, form));
        }
        return nodes.stream();
    }

    private static DynamicNode tests(TargetClasses targets, Reshaping form) throws IOException {
        var woven = WovenClasses.weave(targets.reshaped(form), List.of(), Shape.AUTO);
        return Differential.tests(form.toString(), TargetRuns.of(targets, woven), MASKS);
    }
}
