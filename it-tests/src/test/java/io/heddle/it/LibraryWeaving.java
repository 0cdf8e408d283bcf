package io.heddle.it;

import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.model.WeavingOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Weaves variants of a library. While a difference is brought down they have most classes in common: each is woven once. */
final class LibraryWeaving {
    private final Library library;
    private final WeavingOptions options;
    private final Map<ByteBuffer, Map<String, byte[]>> woven = new HashMap<>();

    LibraryWeaving(Library library, WeavingOptions options) {
        this.library = library;
        this.options = options;
    }

    /** All classes made async by {@code rewriter}, and woven, with the tests. */
    Map<String, byte[]> woven(AsyncRewriter rewriter) {
        Map<String, byte[]> all = library.rewrittenTests(rewriter);
        var classPath = new ArrayList<>(ClassPath.entries());
        classPath.add(library.jar());
        classPath.addAll(library.dependencies());
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(classPath, List.of(), options))) {
            library.classes().forEach((name, file) -> {
                var rewritten = rewriter.rewrite(file);
                all.putAll(
                        woven.computeIfAbsent(ByteBuffer.wrap(rewritten), key -> weave(instrumenter, name, rewritten)));
            });
        }
        return all;
    }

    private static Map<String, byte[]> weave(Instrumenter instrumenter, String name, byte[] file) {
        var result = instrumenter.instrument(file);
        if (!result.diagnostics().isEmpty()) {
            throw new AssertionError("refused: " + result.diagnostics());
        }
        var files = new HashMap<>(result.generated());
        files.put(name, result.classFile());
        return files;
    }
}
