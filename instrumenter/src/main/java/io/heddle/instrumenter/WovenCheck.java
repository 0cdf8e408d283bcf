package io.heddle.instrumenter;

import io.heddle.instrumenter.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the classes that use {@code @Async} or {@code await} and were never woven: each await in them throws. */
public final class WovenCheck {
    private WovenCheck() {}

    /**
     * The names of such classes in a folder or jar, in the order of their files; none where all is well. It needs no
     * class path, and changes nothing.
     *
     * @param target the folder or jar, which must exist
     * @throws InvalidClassFileException where one of the class files is not valid
     */
    public static List<String> unwoven(Path target) throws IOException {
        var names = new ArrayList<String>();
        WeavingTarget.at(target).visitClasses((path, classFile) -> {
            if (lacksWeaving(classFile, path, target)) {
                names.add(WeavingTarget.className(path));
            }
        });
        return List.copyOf(names);
    }

    private static boolean lacksWeaving(byte[] classFile, String path, Path target) throws InvalidClassFileException {
        try {
            return Pipeline.lacksWeaving(classFile);
        } catch (IllegalArgumentException e) {
            throw new InvalidClassFileException(target, path, e);
        }
    }
}
