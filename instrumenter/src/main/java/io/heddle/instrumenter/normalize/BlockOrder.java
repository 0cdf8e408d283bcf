package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.bytecode.JumpTargets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The order in which a compiler would have written the parts of a method: each before those that it leads to other than for
 * another round of a loop, a loop before what follows it, and a try before its handlers.
 *
 * <pre>
 *   for (x : xs) { try { .. } catch (E e) { .. } } return sum;        condition, try, handler, return
 * </pre>
 *
 * <p>That is a search in depth, read backwards from its end: of what a part leads to, what is looked at first comes last.
 */
final class BlockOrder {
    private final List<List<CodeBlock>> parts;
    private final List<List<Integer>> successors;

    private BlockOrder(List<List<CodeBlock>> parts, MethodNode method) {
        this.parts = parts;
        var places = places();
        this.successors =
                parts.stream().map(part -> successors(part, places, method)).toList();
    }

    /**
     * Gives the blocks in that order, dead ones at the end.
     *
     * @param parts blocks that are to stay together; the first part is the one that the method begins with
     */
    static List<CodeBlock> of(List<List<CodeBlock>> parts, MethodNode method) {
        return new BlockOrder(parts, method).ordered();
    }

    private Map<LabelNode, Integer> places() {
        var places = new HashMap<LabelNode, Integer>();
        for (var i = 0; i < parts.size(); i++) {
            for (var block : parts.get(i)) {
                for (var instruction : block.code()) {
                    if (instruction instanceof LabelNode label) {
                        places.put(label, i);
                    }
                }
            }
        }
        return places;
    }

    /** What a part leads to, in the order in which it is to be looked at: handlers first, the innermost last of them. */
    private static List<Integer> successors(List<CodeBlock> part, Map<LabelNode, Integer> places, MethodNode method) {
        var targets = new ArrayList<LabelNode>();
        for (var handler : method.tryCatchBlocks) {
            if (part.stream().anyMatch(block -> block.overlaps(handler.start, handler.end, method))) {
                targets.add(0, handler.handler);
            }
        }
        for (var block : part) {
            for (var instruction : block.code()) {
                var cases = new ArrayList<>(JumpTargets.of(instruction));
                Collections.reverse(cases);
                targets.addAll(cases);
            }
        }
        return targets.stream().map(places::get).map(Objects::requireNonNull).toList();
    }

    private List<CodeBlock> ordered() {
        var order = new LinkedHashSet<Integer>();
        var finished = finishedInDepth();
        Collections.reverse(finished);
        order.addAll(finished);
        for (var i = 0; i < parts.size(); i++) {
            order.add(i);
        }
        return order.stream().map(parts::get).flatMap(List::stream).toList();
    }

    /** All that the first part leads to, each behind all that it leads to. */
    private List<Integer> finishedInDepth() {
        var finished = new ArrayList<Integer>();
        var seen = new BitSet();
        var path = new ArrayDeque<Integer>();
        var rest = new HashMap<Integer, ArrayDeque<Integer>>();
        path.push(0);
        while (!path.isEmpty()) {
            int part = path.peek();
            if (!seen.get(part)) {
                seen.set(part);
                rest.put(part, new ArrayDeque<>(loopsLast(part)));
            }
            var next = Objects.requireNonNull(rest.get(part)).poll();
            if (next == null) {
                finished.add(path.pop());
            } else if (!seen.get(next)) {
                path.push(next);
            }
        }
        return finished;
    }

    /** What leads to another round of a loop comes before what leaves the loop. */
    private List<Integer> loopsLast(int part) {
        var leaving = new ArrayList<Integer>();
        var goingRound = new ArrayList<Integer>();
        for (var successor : new LinkedHashSet<>(successors.get(part))) {
            (leadsTo(part, successor) ? goingRound : leaving).add(successor);
        }
        leaving.addAll(goingRound);
        return leaving;
    }

    private boolean leadsTo(int target, int from) {
        var reached = new BitSet();
        var work = new ArrayDeque<Integer>();
        reached.set(from);
        work.push(from);
        while (!work.isEmpty()) {
            int part = work.pop();
            if (part == target) {
                return true;
            }
            for (var successor : successors.get(part)) {
                if (!reached.get(successor)) {
                    reached.set(successor);
                    work.push(successor);
                }
            }
        }
        return false;
    }
}
