package io.heddle.instrumenter;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Weaves what a test tells it to, recognised by the bytes; every other class is left as it is. */
final class StandInWeaver implements Function<byte[], InstrumentationResult> {
    private final Map<Integer, InstrumentationResult> results = new HashMap<>();

    /** The class as compiled becomes the woven one. */
    StandInWeaver weaves(String name, String... generated) {
        results.put(key(ClassFixtures.compiled(name)), ClassFixtures.weave(name, generated));
        return this;
    }

    /** The class as compiled has these errors. */
    StandInWeaver refuses(String name, Diagnostic... diagnostics) {
        var classFile = ClassFixtures.compiled(name);
        results.put(
                key(classFile),
                new InstrumentationResult(name, classFile, new TreeMap<>(), List.of(diagnostics), false));
        return this;
    }

    @Override
    public InstrumentationResult apply(byte[] classFile) {
        var result = results.get(key(classFile));
        return result != null ? result : ClassFixtures.leave("unknown", classFile);
    }

    private static int key(byte[] classFile) {
        return Arrays.hashCode(classFile);
    }
}
