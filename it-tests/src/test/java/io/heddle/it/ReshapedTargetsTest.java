package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import io.heddle.it.reshape.Reshaping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        var targets = OddTargets.write();
        var nodes = new ArrayList<DynamicNode>();
        for (var form : Reshaping.values()) {
            nodes.add(tests(targets, form));
        }
        return nodes.stream();
    }

    /** Without debug data, what stands behind what is all that tells of some awaits that the source doesn't spell out. */
    @TestFactory
    Stream<DynamicNode> handWritten() throws IOException {
        var targets = HandWritten.compiled(Compilation.standard());
        var nodes = new ArrayList<DynamicNode>();
        for (var form : Reshaping.values()) {
            if (form != Reshaping.OPTIMISED_AND_REVERSED) {
                nodes.add(tests(targets, form));
            }
        }
        return nodes.stream();
    }

    @TestFactory
    Stream<DynamicNode> withoutDebugData() throws IOException {
        var targets = HandWritten.compiled(Compilation.withoutDebugData());
        var nodes = new ArrayList<DynamicNode>();
        for (var form : List.of(Reshaping.OPTIMISED, Reshaping.ADVISED, Reshaping.SPLIT)) {
            nodes.add(tests(targets, form));
        }
        return nodes.stream();
    }

    private static DynamicNode tests(TargetClasses targets, Reshaping form) throws IOException {
        var woven = WovenClasses.weave(targets.reshaped(form), List.of(), Shape.AUTO);
        return Differential.tests(form.toString(), TargetRuns.of(targets, woven), MASKS);
    }
}
