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

    @TestFactory
    Stream<DynamicNode> handWritten() throws IOException {
        return handWritten(Compilation.standard());
    }

    @TestFactory
    Stream<DynamicNode> withoutDebugData() throws IOException {
        return handWritten(Compilation.withoutDebugData());
    }

    private static Stream<DynamicNode> handWritten(Compilation compilation) throws IOException {
        return tests(HandWritten.compiled(compilation), Reshaping.tellable(compilation.debugInfo()));
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
