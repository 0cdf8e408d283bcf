package io.heddle.instrumenter.analysis;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * A for-each loop over an {@code AsyncIterable}.
 *
 * <pre>
 *           <b>iterator</b>; <b>store</b> slot
 *   header: aload slot; <b>hasNext</b>; <b>branch</b> to exhausted
 *           aload slot; invokeinterface Iterator.next
 *           ..
 *           goto header
 * </pre>
 *
 * @param iterator the call that gave the iterator
 * @param store the instruction that puts it into a local
 * @param slot the local that holds it throughout the loop
 * @param hasNext the call that asks for another element
 * @param branch the jump that tells an exhausted iterator from another round
 * @param body the instructions between {@code iterator()} and the loop's end; labels, lines and stack maps are left out
 */
public record ForEachLoop(
        MethodInsnNode iterator,
        VarInsnNode store,
        int slot,
        MethodInsnNode hasNext,
        JumpInsnNode branch,
        Set<AbstractInsnNode> body) {
    /** The same with more in its body. */
    public ForEachLoop with(Collection<AbstractInsnNode> more) {
        var all = new HashSet<>(body);
        all.addAll(more);
        return new ForEachLoop(iterator, store, slot, hasNext, branch, all);
    }

    /** The same with its iterator in another local. */
    public ForEachLoop withSlot(int other) {
        return new ForEachLoop(iterator, store, other, hasNext, branch, body);
    }

    /** Whether another loop stands in this one's body. */
    public boolean contains(ForEachLoop other) {
        return other != this && body.contains(other.hasNext);
    }
}
