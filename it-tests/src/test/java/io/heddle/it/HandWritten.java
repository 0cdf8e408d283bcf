package io.heddle.it;

import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hand-written targets. Many tests look at them, and compiling them takes longer than most of these tests, so that
 * is done once for each compilation, and once they are woven in each shape.
 */
final class HandWritten {
    private static final Map<String, TargetClasses> COMPILED = new HashMap<>();
    private static final Map<Integer, Desugared> DESUGARED = new HashMap<>();
    private static final Map<String, WovenClasses> WOVEN = new HashMap<>();

    private HandWritten() {}

    /** Those that this compilation takes. */
    static synchronized TargetClasses compiled(Compilation compilation) throws IOException {
        var known = COMPILED.get(compilation.name());
        if (known == null) {
            var reference = compilation.ofReference();
            var desugared = DESUGARED.computeIfAbsent(
                    reference.release(), unknown -> new Desugared(reference, "hand-written", reference.sources()));
            known = TargetClasses.compile(compilation, compilation.name(), compilation.sources(), List.of())
                    .with(desugared);
            COMPILED.put(compilation.name(), known);
        }
        return known;
    }

    /** The same, woven. */
    static synchronized WovenClasses woven(Compilation compilation, Shape shape) throws IOException {
        var key = compilation.name() + " " + shape;
        var known = WOVEN.get(key);
        if (known == null) {
            known = WovenClasses.weave(compiled(compilation), List.of(), shape);
            WOVEN.put(key, known);
        }
        return known;
    }

    /** The same, ready to be run. */
    static TargetRuns runs(Compilation compilation, Shape shape) throws IOException {
        return TargetRuns.of(compiled(compilation), woven(compilation, shape));
    }
}
