package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.JumpTargets;
import io.heddle.instrumenter.bytecode.Neighbours;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * How far the body of a for-each loop reaches. What runs only after {@code next()} (dominance) is in the body, unless
 *
 * <ul>
 *   <li>a try range around the loop has ended: it is the copy of a {@code finally} on a way out of the loop;
 *   <li>it stands behind the loop and is reached by leaving it, as what follows a labelled block that only a {@code break}
 *       out of the loop leaves.
 * </ul>
 *
 * <pre>
 *   found: { for (x : xs) { if (f(x)) break found; } return; }  g();      // g() runs only after next()
 * </pre>
 *
 * <p>Where the loop ends, the range of its variable tells. Where the class file has none, or has one that ends where the
 * variable is read for the last time, what an exhausted iterator goes to is the end, if that stands behind. Where neither tells (the jump may go on to a header above), code behind the last
 * jump to another round is taken to be in the body if a round runs straight into it or it reads the element.
 */
final class LoopBody {
    private final MethodNode method;
    private final ControlFlow flow;
    private final int header;
    private final int branch;
    private final int next;
    private final Set<Handler> around;
    private final BitSet dominated;
    private final BitSet rounds;
    private final @Nullable VarInsnNode element;
    private final int end;

    private LoopBody(
            MethodNode method, ControlFlow flow, ValueOrigins origins, MethodInsnNode hasNext, MethodInsnNode next) {
        this.method = method;
        this.flow = flow;
        var load = Objects.requireNonNull(Neighbours.onlyPredecessor(hasNext));
        this.header = indexOf(load.getOpcode() == Opcodes.ALOAD ? load : hasNext);
        this.branch = indexOf(Objects.requireNonNull(Neighbours.onlySuccessor(hasNext)));
        this.next = indexOf(next);
        this.around = handlersOf(indexOf(hasNext));
        this.dominated = flow.dominatedBy(indexOf(Objects.requireNonNull(Neighbours.onlyPredecessor(next))));
        this.rounds = rounds();
        this.element = elementGivenBy(next);
        this.end = end(origins);
    }

    /** The instructions of a loop, those of its header included. */
    static Set<AbstractInsnNode> of(
            MethodNode method, ControlFlow flow, ValueOrigins origins, MethodInsnNode hasNext, MethodInsnNode next) {
        return new LoopBody(method, flow, origins, hasNext, next).instructions();
    }

    private Set<AbstractInsnNode> instructions() {
        var inside = new BitSet();
        inside.set(header, branch + 1);
        inside.set(indexOf(Objects.requireNonNull(Neighbours.onlyPredecessor(flow.insn(next)))));
        inside.set(next);
        var liveness = LivenessAnalysis.analyze(method, flow);
        var work = new ArrayDeque<Integer>();
        work.add(next);
        while (!work.isEmpty()) {
            int index = work.removeLast();
            for (var successor : flow.successors(index)) {
                var to = real(successor);
                if (mayBeInside(to) && (isAboveEnd(to) || (end < 0 && continuesRound(index, to, liveness)))) {
                    add(to, inside, work);
                }
            }
            for (var block : flow.handlers(index)) {
                var to = real(flow.handlerIndex(block));
                if (mayBeInside(to)) {
                    add(to, inside, work);
                }
            }
        }
        return inside.stream()
                .mapToObj(flow::insn)
                .filter(instruction -> instruction.getOpcode() >= 0)
                .collect(Collectors.toSet());
    }

    private static void add(int index, BitSet inside, ArrayDeque<Integer> work) {
        if (!inside.get(index)) {
            inside.set(index);
            work.add(index);
        }
    }

    private boolean mayBeInside(int index) {
        return dominated.get(index) && handlersOf(index).containsAll(around);
    }

    private boolean isAboveEnd(int index) {
        return rounds.get(index) || index < end;
    }

    /** Whether code that only leads out of a loop whose end isn't known is a part of its last round. */
    private boolean continuesRound(int from, int to, Liveness liveness) {
        var last = Math.max(rounds.length() - 1, next);
        return to < last
                || from > last
                || JumpTargets.of(flow.insn(from)).isEmpty()
                || (element != null && liveness.before(to).get(element.var));
    }

    /** What runs only after {@code next()} and may lead to another round. */
    private BitSet rounds() {
        var leading = new BitSet();
        var changed = true;
        while (changed) {
            changed = false;
            for (var i = dominated.length() - 1; i >= 0; i = dominated.previousSetBit(i - 1)) {
                if (!leading.get(i) && leadsToHeader(i, leading)) {
                    leading.set(i);
                    changed = true;
                }
            }
        }
        return leading;
    }

    private boolean leadsToHeader(int index, BitSet leading) {
        for (var successor : flow.successors(index)) {
            if (leading.get(successor) || real(successor) == header) {
                return true;
            }
        }
        for (var block : flow.handlers(index)) {
            if (leading.get(flow.handlerIndex(block))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable VarInsnNode elementGivenBy(MethodInsnNode call) {
        @Nullable AbstractInsnNode instruction = Neighbours.onlySuccessor(call);
        while (instruction != null && JumpTargets.of(instruction).isEmpty() && !ControlFlow.endsBlock(instruction)) {
            if (instruction instanceof VarInsnNode store && store.getOpcode() >= Opcodes.ISTORE) {
                return store;
            }
            instruction = Neighbours.onlySuccessor(instruction);
        }
        return null;
    }

    /** Where the loop ends; less than 0 where that isn't known. */
    private int end(ValueOrigins origins) {
        var variables = new LocalVariables(method);
        var ofElement = -1;
        if (element != null && variables.areKnown()) {
            for (var variable : method.localVariables) {
                var start = real(variables.startOf(variable));
                if (variable.index == element.var
                        && !endsWithRead(variable)
                        && dominated.get(start)
                        && origins.inLocal(flow.insn(start), element.var).contains(element)) {
                    ofElement = Math.max(ofElement, variables.endOf(variable));
                }
            }
        }
        if (ofElement >= 0) {
            return ofElement;
        }
        var jump = (JumpInsnNode) flow.insn(branch);
        var exhausted = jump.getOpcode() == Opcodes.IFEQ ? indexOf(jump.label) : branch + 1;
        return exhausted > next ? exhausted : -1;
    }

    /** Whether a range ends with a read of its variable, whose value is used behind it: so do those that an optimiser has cut. */
    private static boolean endsWithRead(LocalVariableNode variable) {
        return Neighbours.onlyPredecessor(variable.end) instanceof VarInsnNode read && read.var == variable.index;
    }

    private Set<Handler> handlersOf(int index) {
        return flow.handlers(index).stream().map(Handler::of).collect(Collectors.toSet());
    }

    /** The instruction that a label, line or stack map stands before. */
    private int real(int index) {
        var real = index;
        while (flow.insn(real).getOpcode() < 0 && real + 1 < flow.size()) {
            real++;
        }
        return real;
    }

    private int indexOf(AbstractInsnNode instruction) {
        return method.instructions.indexOf(instruction);
    }
}
