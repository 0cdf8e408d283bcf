package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;

/**
 * What a generated class tells about itself. It is recognised by its annotation and not by its name: users may have names
 * with dollar signs too.
 *
 * @param name internal name
 * @param owner internal name of the class that it was made for
 */
public record GeneratedMark(String name, String owner) {
    /** Null where the class is an ordinary one, or can't be read: what is wrong with it, weaving tells. */
    public static @Nullable GeneratedMark of(ConstantPool pool) {
        var mark = ClassAnnotation.of(pool, RuntimeMembers.GENERATED_DESC);
        return mark != null && mark.values().get(RuntimeMembers.GENERATED_OWNER) instanceof String owner
                ? new GeneratedMark(mark.className(), owner.replace('.', '/'))
                : null;
    }
}
