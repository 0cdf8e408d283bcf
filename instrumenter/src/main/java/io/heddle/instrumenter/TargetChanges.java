package io.heddle.instrumenter;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What is to be done to one folder or jar. All paths are relative to it and separated by slashes.
 *
 * @param generated new classes, by the path of the class that they belong to and then by their own
 * @param woven the new bytes of classes that are there
 * @param stale classes that an earlier run generated and nothing needs any more
 */
record TargetChanges(
        SortedMap<String, SortedMap<String, byte[]>> generated,
        SortedMap<String, byte[]> woven,
        SortedSet<String> stale) {
    /** Whether the file that is at {@code path} goes away, for good or for a new one of the same name. */
    boolean drops(String path) {
        return stale.contains(path) || generated.values().stream().anyMatch(classes -> classes.containsKey(path));
    }

    boolean isEmpty() {
        return generated.isEmpty() && woven.isEmpty() && stale.isEmpty();
    }
}
