package io.heddle.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sources of targets in which what awaits without saying so is written out ({@link AsyncDesugaring}), compiled. That
 * takes longer than compiling them as they are, and doesn't depend on who compiled those, so it is done once for all
 * compilations, and only where somebody asks.
 */
final class Desugared {
    static final Desugared NOTHING = new Desugared(Compilation.standard(), "nothing", List.of());

    private final Compilation compilation;
    private final String name;
    private final List<Path> sources;
    private @Nullable SortedMap<String, byte[]> files;

    Desugared(Compilation compilation, String name, List<Path> sources) {
        this.compilation = compilation;
        this.name = name;
        this.sources = sources;
    }

    /** The class files by internal name, of those sources alone in which there was something to write out. */
    SortedMap<String, byte[]> files() throws IOException {
        if (files == null) {
            files = compiled();
        }
        return files;
    }

    private SortedMap<String, byte[]> compiled() throws IOException {
        var desugared = AsyncDesugaring.of(sources);
        if (desugared.isEmpty()) {
            return new TreeMap<>();
        }
        var directory = TargetClasses.emptyDirectory(name + " " + compilation.name() + " desugared");
        compilation.compile(TargetClasses.write(desugared, directory), directory);
        return TargetClasses.filesIn(directory);
    }
}
