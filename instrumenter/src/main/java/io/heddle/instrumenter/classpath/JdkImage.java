package io.heddle.instrumenter.classpath;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the JDK that runs the instrumenter, read from its image. The image has an index of its own, from a
 * package to the modules that hold it; what it said is kept, since almost every question is about the same few packages
 * and most names of users' packages are not there at all.
 */
final class JdkImage implements ClassPathEntry {
    private final FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    private final ConcurrentMap<String, List<Path>> modulesOfPackage = new ConcurrentHashMap<>();

    @Override
    public byte @Nullable [] read(String internalName) throws IOException {
        var packageName = internalName
                .substring(0, Math.max(0, internalName.lastIndexOf('/')))
                .replace('/', '.');
        if (packageName.isEmpty()) {
            return null;
        }
        var modules = modulesOfPackage.get(packageName);
        if (modules == null) {
            modules = findModules(packageName);
            modulesOfPackage.put(packageName, modules);
        }
        for (var module : modules) {
            var file = module.resolve(internalName + ".class");
            if (Files.exists(file)) {
                return Files.readAllBytes(file);
            }
        }
        return null;
    }

    private List<Path> findModules(String packageName) throws IOException {
        var links = image.getPath("/packages", packageName);
        if (!Files.isDirectory(links)) {
            return List.of();
        }
        try (var modules = Files.list(links)) {
            return modules.map(
                            link -> image.getPath("/modules", link.getFileName().toString()))
                    .toList();
        }
    }
}
