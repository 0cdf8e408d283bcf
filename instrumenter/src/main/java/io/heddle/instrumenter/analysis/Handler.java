package io.heddle.instrumenter.analysis;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * What catches an exception. One {@code catch} or {@code finally} has several blocks in the table where its range has
 * gaps; they have the same handler.
 *
 * @param label where it begins
 * @param type internal name of what it catches; null for everything
 */
public record Handler(LabelNode label, @Nullable String type) {
    /** That of one block. */
    public static Handler of(TryCatchBlockNode block) {
        return new Handler(block.handler, block.type);
    }
}
