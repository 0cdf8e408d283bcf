package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.bytecode.StackMapSlots;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Where the values of a method come from. One pass from top to bottom: where a stack map stands, and nowhere else, ways
 * meet, so each of its entries becomes a value that may be any of those that flow there; who they are is put down at
 * each jump, and looked up only where somebody asks ({@link Origin#makers}). A method with thousands of jumps takes no
 * longer than one without.
 */
public final class OriginAnalysis {
    /** In a local that holds nothing that can be used. */
    private static final Origin NOTHING = Origin.unknown(1);

    private final MethodNode method;
    private final ControlFlow flow;
    private final OriginRules rules;
    private final BitSet reachable;
    private final @Nullable Frame<Origin>[] before;
    private final Map<Integer, Frame<Origin>> merges = new HashMap<>();
    /** Which locals each handler has seen: they change with stores only. */
    private final Map<TryCatchBlockNode, Integer> seenByHandler = new HashMap<>();

    private int localsVersion;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private OriginAnalysis(MethodNode method, ControlFlow flow, OriginRules rules) {
        this.method = method;
        this.flow = flow;
        this.rules = rules;
        this.reachable = flow.reachableFrom(List.of(0));
        this.before = new Frame[flow.size()];
    }

    /**
     * Analyses a method whose stack maps are expanded.
     *
     * @param owner internal name of the method's class
     */
    public static Origins analyze(String owner, MethodNode method, ControlFlow flow, OriginRules rules) {
        var analysis = new OriginAnalysis(method, flow, rules);
        analysis.run(owner);
        return new Origins(method, analysis.before, rules);
    }

    private void run(String owner) {
        prepareMerges();
        @Nullable Frame<Origin> current = entry(owner);
        for (var i = 0; i < flow.size(); i++) {
            if (!reachable.get(i)) {
                current = null;
                continue;
            }
            var merge = merges.get(i);
            if (merge != null) {
                if (current != null) {
                    link(current, merge, true);
                }
                current = merge;
                localsVersion++;
            }
            if (current == null) {
                throw noStackMap();
            }
            before[i] = current;
            if (flow.insn(i).getOpcode() >= 0) {
                // What the labels and lines before it share stays as it is.
                current = after(i, new Frame<>(current));
            }
        }
    }

    /** Labels and line numbers around a stack map stand at the same place as it does. */
    private void prepareMerges() {
        for (var i = 0; i < flow.size(); i++) {
            if (flow.insn(i) instanceof FrameNode stackMap) {
                var merge = merge(stackMap);
                for (var j = i; j >= 0 && flow.insn(j).getOpcode() < 0; j--) {
                    merges.put(j, merge);
                }
                for (var j = i; j < flow.size() && flow.insn(j).getOpcode() < 0; j++) {
                    merges.put(j, merge);
                }
            }
        }
    }

    private Frame<Origin> merge(FrameNode stackMap) {
        var frame = new Frame<Origin>(method.maxLocals, method.maxStack);
        for (var i = 0; i < method.maxLocals; i++) {
            frame.setLocal(i, NOTHING);
        }
        var slot = 0;
        for (var entry : entries(stackMap.local)) {
            if (!entry.equals(Opcodes.TOP)) {
                frame.setLocal(slot, Origin.unknown(StackMapSlots.of(entry)));
            }
            slot += StackMapSlots.of(entry);
        }
        for (var entry : entries(stackMap.stack)) {
            frame.push(Origin.unknown(StackMapSlots.of(entry)));
        }
        return frame;
    }

    private static List<Object> entries(@Nullable List<Object> entries) {
        return entries == null ? List.of() : entries;
    }

    private Frame<Origin> entry(String owner) {
        var frame = new Frame<Origin>(method.maxLocals, method.maxStack);
        for (var i = 0; i < method.maxLocals; i++) {
            frame.setLocal(i, NOTHING);
        }
        var isInstance = (method.access & Opcodes.ACC_STATIC) == 0;
        var slot = 0;
        if (isInstance) {
            frame.setLocal(0, rules.newParameterValue(true, slot++, Type.getObjectType(owner)));
        }
        for (var argument : Type.getArgumentTypes(method.desc)) {
            frame.setLocal(slot, rules.newParameterValue(isInstance, slot, argument));
            slot += argument.getSize();
        }
        return frame;
    }

    private @Nullable Frame<Origin> after(int index, Frame<Origin> frame) {
        var insn = flow.insn(index);
        for (var block : flow.handlers(index)) {
            var seen = seenByHandler.put(block, localsVersion);
            if (seen == null || seen != localsVersion) {
                link(frame, mergeAt(flow.handlerIndex(block)), false);
            }
        }
        try {
            frame.execute(insn, rules);
        } catch (AnalyzerException e) {
            throw new IllegalArgumentException(method.name + method.desc + " is not valid: " + e.getMessage(), e);
        }
        if ((insn instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE)
                || insn.getOpcode() == Opcodes.IINC) {
            localsVersion++;
        }
        var falls = false;
        for (var next : flow.successors(index)) {
            if (next == index + 1 && !ControlFlow.endsBlock(insn)) {
                falls = true;
            } else {
                link(frame, mergeAt(next), true);
            }
        }
        return falls ? frame : null;
    }

    private Frame<Origin> mergeAt(int index) {
        var merge = merges.get(index);
        if (merge == null) {
            throw noStackMap();
        }
        return merge;
    }

    private IllegalArgumentException noStackMap() {
        return new IllegalArgumentException(
                method.name + method.desc + " has no stack map where ways meet; the class file is not valid");
    }

    private static void link(Frame<Origin> from, Frame<Origin> to, boolean stackToo) {
        for (var i = 0; i < to.getLocals(); i++) {
            if (to.getLocal(i) != NOTHING) {
                to.getLocal(i).mayBe(from.getLocal(i));
            }
        }
        for (var i = 0; stackToo && i < to.getStackSize(); i++) {
            to.getStack(i).mayBe(from.getStack(i));
        }
    }
}
