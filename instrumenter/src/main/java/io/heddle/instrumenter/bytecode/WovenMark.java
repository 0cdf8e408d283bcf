package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;

/**
 * What a woven class tells about itself.
 *
 * @param name internal name
 * @param sourceFile the source file's simple name; null where the class file doesn't tell it
 * @param abi the version of the runtime's interface that it was woven for
 * @param options how it was woven; empty where that was the default
 */
public record WovenMark(String name, @Nullable String sourceFile, int abi, String options) {
    /** Null where the class was not woven, or can't be read: what is wrong with it, weaving tells. */
    public static @Nullable WovenMark of(ConstantPool pool) {
        var mark = ClassAnnotation.of(pool, RuntimeMembers.WOVEN_DESC);
        return mark == null
                ? null
                : new WovenMark(
                        mark.className(),
                        mark.sourceFile(),
                        (Integer) mark.values().getOrDefault(RuntimeMembers.WOVEN_ABI, 0),
                        (String) mark.values().getOrDefault(RuntimeMembers.WOVEN_OPTIONS, ""));
    }
}
