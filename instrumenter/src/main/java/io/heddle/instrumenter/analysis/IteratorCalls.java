package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The calls in a method that ask an {@code AsyncIterator} or an {@code AsyncIterable} for what may have to be waited for,
 * whatever owner they state; in the order of the code.
 *
 * @param hasNext calls of {@code hasNext()}, those of for-each loops among them: awaits
 * @param walks calls of {@code forEach} and its like, which go through all elements by themselves and can't wait
 * @param undecided calls of {@code hasNext()} of which a class that can't be found would tell whether they belong here,
 *     with its name
 */
public record IteratorCalls(
        List<MethodInsnNode> hasNext, List<MethodInsnNode> walks, Map<MethodInsnNode, String> undecided) {
    private static final String TAKES_CONSUMER = "(Ljava/util/function/Consumer;)V";
    private static final String GIVES_SPLITERATOR = "()Ljava/util/Spliterator;";
    private static final List<String> ASYNC_TYPES =
            List.of(RuntimeMembers.ASYNC_ITERATOR, RuntimeMembers.ASYNC_ITERABLE);
    private static final IteratorCalls NONE = new IteratorCalls(List.of(), List.of(), Map.of());

    /** Looks at each call of a method of the class {@code owner}. */
    public static IteratorCalls of(String owner, MethodNode method, TypeLattice lattice) {
        var candidates = candidates(method);
        if (candidates.isEmpty() || !StatedTypes.of(owner, method).mayBeAny(ASYNC_TYPES, lattice)) {
            return NONE;
        }
        var known =
                new KnownTypes(method, TypeAnalysis.analyze(owner, method), ValueOrigins.of(owner, method), lattice);
        var hasNext = new ArrayList<MethodInsnNode>();
        var walks = new ArrayList<MethodInsnNode>();
        var undecided = new LinkedHashMap<MethodInsnNode, String>();
        for (var call : candidates) {
            var walked = walked(call.name, call.desc);
            var answer = known.ofReceiver(call, walked == null ? RuntimeMembers.ASYNC_ITERATOR : walked);
            if (answer.isKnown()) {
                (walked == null ? hasNext : walks).add(call);
            } else if (walked == null && answer.missing() != null) {
                undecided.put(call, answer.missing());
            }
        }
        return new IteratorCalls(hasNext, walks, undecided);
    }

    private static List<MethodInsnNode> candidates(MethodNode method) {
        var candidates = new ArrayList<MethodInsnNode>();
        for (var instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call && isCandidate(call)) {
                candidates.add(call);
            }
        }
        return candidates;
    }

    /** What a superclass has instead of {@code hasNext()} is called as {@code super.hasNext()} would call that. */
    private static boolean isCandidate(MethodInsnNode call) {
        var isHasNext = isHasNext(call.name, call.desc);
        return switch (call.getOpcode()) {
            case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKEINTERFACE -> isHasNext || walked(call.name, call.desc) != null;
            case Opcodes.INVOKESPECIAL -> isHasNext && !call.itf;
            default -> false;
        };
    }

    /** Whether a method of that name and descriptor is the {@code hasNext()} of an iterator. */
    public static boolean isHasNext(String name, String descriptor) {
        return name.equals("hasNext") && descriptor.equals("()Z");
    }

    /**
     * What a method of that name and descriptor walks through, where it is one that does that by itself: the internal name
     * of the async type; null where it isn't.
     */
    public static @Nullable String walked(String name, String descriptor) {
        return switch (name) {
            case "forEach" -> descriptor.equals(TAKES_CONSUMER) ? RuntimeMembers.ASYNC_ITERABLE : null;
            case "spliterator" -> descriptor.equals(GIVES_SPLITERATOR) ? RuntimeMembers.ASYNC_ITERABLE : null;
            case "forEachRemaining" -> descriptor.equals(TAKES_CONSUMER) ? RuntimeMembers.ASYNC_ITERATOR : null;
            default -> null;
        };
    }
}
