package io.heddle.instrumenter.normalize;

import io.heddle.instrumenter.analysis.ControlFlow;
import io.heddle.instrumenter.analysis.ForEachLoop;
import io.heddle.instrumenter.analysis.Handler;
import io.heddle.instrumenter.analysis.RecordPatterns;
import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.LineNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What an accessor throws while a record is taken apart, a {@code MatchException} wraps. Compilers have one handler do that
 * for a whole method, at its end, where the iterators of its loops are lost. Within a for-each loop each pattern gets a copy
 * of that handler, so that it is the {@code MatchException} that leaves the loop:
 *
 * <pre>
 *   start: invokevirtual accessor         start: invokevirtual accessor
 *   end:   ..                             end:   goto rest
 *                                         copy:  astore tmp; new MatchException; ..; athrow
 *                                         rest:  ..
 *   handler: astore e                     handler: astore e
 *            new MatchException; ..                new MatchException; ..
 *            athrow                                athrow
 * </pre>
 */
final class PatternFailures {
    private static final int NONE = -1;

    private final MethodNode method;
    private final List<ForEachLoop> loops;
    private final int temporary;
    private final ControlFlow flow;
    private final TypeFrames types;
    private final StackMaps maps;

    /**
     * Looks for the patterns of a method.
     *
     * @param owner internal name of its class
     * @param temporary a slot that nothing else uses meanwhile
     */
    PatternFailures(String owner, MethodNode method, List<ForEachLoop> loops, int temporary) {
        this.method = method;
        this.loops = loops;
        this.temporary = temporary;
        this.flow = ControlFlow.of(method);
        this.types = TypeAnalysis.analyze(owner, method);
        this.maps = new StackMaps(method);
    }

    /**
     * A copy that is needed.
     *
     * @param block whose handler is copied
     * @param last the last instruction of its range
     * @param handler the instructions of the handler
     * @param around the other handlers of its range
     * @param caught what holds where the copy begins
     * @param behind what holds behind the range
     */
    private record Copy(
            TryCatchBlockNode block,
            AbstractInsnNode last,
            List<AbstractInsnNode> handler,
            Set<Handler> around,
            StackMap caught,
            StackMap behind) {}

    /** Writes the copies; tells whether there are any. */
    boolean wrapInside() {
        var copies = new ArrayList<Copy>();
        for (var block : method.tryCatchBlocks) {
            var copy = copyFor(block);
            if (copy != null) {
                copies.add(copy);
            }
        }
        copies.forEach(this::write);
        return !copies.isEmpty();
    }

    private @Nullable Copy copyFor(TryCatchBlockNode block) {
        var range = realInstructions(block);
        var handler = RecordPatterns.wrapping(block.handler);
        if (range.isEmpty() || handler.isEmpty()) {
            return null;
        }
        int first = range.get(0);
        int last = range.get(range.size() - 1);
        var entry = method.instructions.indexOf(handler.get(0));
        var around = loops.stream()
                .filter(loop -> range.stream().allMatch(index -> loop.body().contains(flow.insn(index))))
                .filter(loop -> !isAround(loop, block))
                .toList();
        var losesNone = around.stream().allMatch(loop -> hasIterator(loop, entry));
        if (losesNone || !types.isKnown(first) || ControlFlow.endsBlock(flow.insn(last))) {
            return null;
        }
        var caught = new StackMap(locals(range, entry), types.stack(entry));
        var others = flow.handlers(last).stream()
                .filter(other -> other != block)
                .map(Handler::of)
                .collect(Collectors.toSet());
        return new Copy(block, flow.insn(last), handler, others, caught, StackMap.before(last + 1, types));
    }

    /** Whether a handler is that of a try around the loop, whose range has gaps. */
    private boolean isAround(ForEachLoop loop, TryCatchBlockNode block) {
        return flow.handlers(method.instructions.indexOf(loop.hasNext())).stream()
                .anyMatch(other -> other.handler == block.handler);
    }

    private boolean hasIterator(ForEachLoop loop, int index) {
        return types.local(index, loop.slot()).kind() == VerificationType.Kind.OBJECT;
    }

    private List<Integer> realInstructions(TryCatchBlockNode block) {
        var real = new ArrayList<Integer>();
        for (var i = method.instructions.indexOf(block.start); i < method.instructions.indexOf(block.end); i++) {
            if (flow.insn(i).getOpcode() >= 0) {
                real.add(i);
            }
        }
        return real;
    }

    /** What each local is throughout a range; at least what the handler says of it. */
    private List<VerificationType> locals(List<Integer> range, int handler) {
        var locals = new ArrayList<VerificationType>();
        for (var slot = 0; slot < types.locals(range.get(0)); slot++) {
            var type = types.local(range.get(0), slot);
            for (var index : range) {
                if (!types.local(index, slot).equals(type)) {
                    type = types.local(handler, slot);
                }
            }
            locals.add(type);
        }
        return locals;
    }

    private void write(Copy copy) {
        var own = new LabelNode();
        copy.block.handler = own;
        var code = new Code().jump(Opcodes.GOTO, maps.labelBehind(copy.last, copy.behind));
        maps.state(code.label(own), copy.caught).line(LineNumbers.of(copy.last));
        var stored = copy.handler.get(0) instanceof VarInsnNode store ? store.var : NONE;
        for (var instruction : copy.handler) {
            var same = instruction.clone(Map.of());
            if (same instanceof VarInsnNode access && access.var == stored) {
                access.var = temporary;
            }
            code.add(same);
        }
        InsertedBlock.insert(code, copy.last, copy.around, method);
        method.maxLocals = Math.max(method.maxLocals, temporary + 1);
    }
}
