package io.heddle.instrumenter.scan;

import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * One place of a method that awaits.
 *
 * @param instruction the call
 * @param word what the caret of a diagnostic points at
 * @param clause what the method does there, as the middle of a sentence: "awaits the close of a `Session`"
 * @param implicit whether it is a call of a method of {@code AsyncCloseable} or its like, in which the word {@code await}
 *     doesn't occur
 */
record AwaitingForm(AbstractInsnNode instruction, String word, String clause, boolean implicit) {}
