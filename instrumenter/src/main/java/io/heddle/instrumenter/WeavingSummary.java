package io.heddle.instrumenter;

import java.nio.file.Path;

/**
 * What was done to one folder or jar.
 *
 * @param target the folder or jar
 * @param classes how many classes it has, without the generated ones
 * @param woven how many of them were woven by this run; those of earlier runs don't count
 */
public record WeavingSummary(Path target, int classes, int woven) {
    /** One line for people, as {@code wove 12 classes of 340 in target/classes}. */
    @Override
    public String toString() {
        return "wove " + woven + (woven == 1 ? " class" : " classes") + " of " + classes + " in " + target;
    }

    /** The same with the target's path as it is from {@code folder}, where it lies below it. */
    public WeavingSummary from(Path folder) {
        return target.startsWith(folder) ? new WeavingSummary(folder.relativize(target), classes, woven) : this;
    }
}
