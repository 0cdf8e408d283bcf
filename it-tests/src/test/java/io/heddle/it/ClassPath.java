package io.heddle.it;

import io.heddle.Coroutines;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the classes lie that targets are compiled against: the runtime and the probe. */
final class ClassPath {
    private ClassPath() {}

    static List<Path> entries() {
        return of(Coroutines.class, Probe.class);
    }

    /** Where classes come from. */
    static List<Path> of(Class<?>... types) {
        return Stream.of(types).map(ClassPath::locate).distinct().toList();
    }

    static String ofTargets() {
        return join(entries());
    }

    /** Elements as {@code -cp} takes them. */
    static String join(List<Path> elements) {
        return elements.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path locate(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
