package io.heddle.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Jars that say what an agent's class is, and where it lies. */
final class AgentJar {
    private AgentJar() {}

    /** Writes a jar for the agent class {@code type} to {@code file}; {@code others} hold what it needs. */
    static Path write(Path file, Class<?> type, Class<?>... others) throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", type.getName());
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.put(
                Attributes.Name.CLASS_PATH,
                List.of(ClassPath.of(type), ClassPath.of(others)).stream()
                        .flatMap(List::stream)
                        .map(path -> path.toUri().toString())
                        .collect(Collectors.joining(" ")));
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.finish();
        }
        return file;
    }
}
