package io.heddle.instrumenter.normalize;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * A way out of a loop other than by an exception.
 *
 * @param from the last instruction inside
 * @param target where it jumps to; null where it returns, or falls through to what follows
 * @param map the types of what it takes along
 */
record LoopExit(AbstractInsnNode from, @Nullable LabelNode target, StackMap map) {}
