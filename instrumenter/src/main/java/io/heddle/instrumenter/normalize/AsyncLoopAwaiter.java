package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ForEachLoops;
import io.heddle.instrumenter.analysis.IteratorCalls;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.model.Box;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A for-each loop over an {@code AsyncIterable} awaits each element, and awaits the iterator's close where it is left
 * early. In the source's terms, where {@code it} is the iterator that the source doesn't name:
 *
 * <pre>
 *   for (var x : xs) {                  var it = xs.iterator();
 *       if (f(x)) break;                try {
 *   }                                       while (await(it.hasNextAsync())) {
 *                                               var x = it.next();
 *                                               if (f(x)) { <i>close</i>: await(it.closeAsync()); break; }
 *                                           }
 *                                       } catch (Throwable e) {          // not of what <i>close</i> throws
 *                                           Throwable left = e;
 *                                           try { left = await(it.closeAsync(e)); }
 *                                           catch (Throwable x) { if (x != e) e.addSuppressed(x); }
 *                                           throw left;
 *                                       }
 * </pre>
 *
 * <p>A {@code hasNext()} on an {@code AsyncIterator} that the source does name awaits too, and nothing else happens.
 */
public final class AsyncLoopAwaiter {
    private final String owner;
    private final TypeLattice lattice;

    /**
     * An awaiter for the methods of one class.
     *
     * @param owner its internal name
     * @param lattice tells what is an {@code AsyncIterable}
     */
    public AsyncLoopAwaiter(String owner, TypeLattice lattice) {
        this.owner = owner;
        this.lattice = lattice;
    }

    /** Gives an equivalent method without a loop over an {@code AsyncIterable}; the same one if it has none. */
    public MethodNode await(MethodNode original) {
        if (IteratorCalls.of(owner, original, lattice).hasNext().isEmpty()) {
            return original;
        }
        var method = MethodCopy.of(original);
        var calls = IteratorCalls.of(owner, method, lattice).hasNext();
        var loops = ForEachLoops.of(owner, method, calls, lattice);
        if (new PatternFailures(owner, method, loops, original.maxLocals).wrapInside()) {
            loops = ForEachLoops.of(owner, method, calls, lattice);
        }
        loops = new IteratorKeeper(owner, method).keep(loops);
        var temporary = method.maxLocals;
        while (!loops.isEmpty()) {
            // The innermost first, for what closes it is in the bodies of the others.
            var loop = loops.get(0);
            var outer = loops.stream().filter(other -> other.contains(loop)).toList();
            var inside = new LoopCloser(owner, method, loop, outer, lattice, temporary).close();
            loops = loops.stream()
                    .skip(1)
                    .map(other -> other.contains(loop) ? other.with(inside) : other)
                    .toList();
        }
        calls.forEach(call -> await(call, method));
        method.maxStack += 2;
        return method;
    }

    private static void await(MethodInsnNode hasNext, MethodNode method) {
        var unboxing = new Code()
                .invokeStatic(RuntimeMembers.COROUTINES, RuntimeMembers.AWAIT, RuntimeMembers.AWAIT_AWAITABLE_DESC)
                .cast(Box.BOOLEAN.internalName())
                .invokeVirtual(Box.BOOLEAN.internalName(), Box.BOOLEAN.unboxing(), Box.BOOLEAN.unboxingDescriptor());
        method.instructions.insert(hasNext, unboxing.insns());
        var isSuper = hasNext.getOpcode() == Opcodes.INVOKESPECIAL;
        method.instructions.set(
                hasNext,
                new MethodInsnNode(
                        isSuper ? Opcodes.INVOKESPECIAL : Opcodes.INVOKEINTERFACE,
                        isSuper ? hasNext.owner : RuntimeMembers.ASYNC_ITERATOR,
                        RuntimeMembers.HAS_NEXT_ASYNC,
                        RuntimeMembers.HAS_NEXT_ASYNC_DESC,
                        !isSuper));
    }
}
