package io.heddle.instrumenter.analysis;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Which locals and operands hold what the handlers of a method have caught. An exception is known by the label of its
 * handler; loads, stores, casts and the like make no new one. What an earlier entry of the same handler left, in a loop, is
 * another exception.
 *
 * <pre>
 *   handler: astore e; aload e; checkcast IOException; astore f     e and f hold what the handler has caught
 *   handler: astore e; goto handler's range                         at the handler e is another one, then this
 * </pre>
 */
public final class CaughtExceptions {
    /** Belongs to no method: stands for all that is neither a caught exception nor null. */
    private static final AbstractInsnNode ELSEWHERE = new InsnNode(Opcodes.NOP);

    private final Origins origins;
    /** What lies on the stack where handlers begin. */
    private final Map<Origin, Set<LabelNode>> caught = new HashMap<>();
    /** The locals where handlers begin. */
    private final Map<Origin, Set<LabelNode>> found = new HashMap<>();

    private final Map<Origin, SourceValue> known = new HashMap<>();

    private CaughtExceptions(MethodNode method, Origins origins) {
        this.origins = origins;
        for (var block : method.tryCatchBlocks) {
            var entry = origins.frameBefore(block.handler);
            if (entry != null) {
                add(block.handler, entry.getStack(0), caught);
                for (var slot = 0; slot < entry.getLocals(); slot++) {
                    add(block.handler, entry.getLocal(slot), found);
                }
            }
        }
    }

    private static void add(LabelNode handler, Origin value, Map<Origin, Set<LabelNode>> to) {
        to.computeIfAbsent(value, key -> new HashSet<>(2)).add(handler);
    }

    /** Analyses a method of the class {@code owner}. */
    public static CaughtExceptions of(String owner, MethodNode method) {
        return new CaughtExceptions(
                method, OriginAnalysis.analyze(owner, method, ControlFlow.of(method), new CopyRules()));
    }

    /**
     * The handlers of which one has caught what lies on top of the stack; empty where it may be something else. A null
     * that it may be as well is no exception that could be thrown.
     */
    public Set<LabelNode> onTop(AbstractInsnNode before) {
        var value = valueOnTop(before);
        return value == null ? Set.of() : handlers(value);
    }

    /** Whether nothing but a null can lie on top of the stack. */
    public boolean isNullOnTop(AbstractInsnNode before) {
        var value = valueOnTop(before);
        return value != null && value.insns.stream().allMatch(maker -> maker.getOpcode() == Opcodes.ACONST_NULL);
    }

    /** The instructions that may have made what lies on top of the stack, however it was moved since; no null. */
    Set<AbstractInsnNode> makersOnTop(AbstractInsnNode before) {
        return origins.onStack(before, 0).stream()
                .filter(maker -> maker.getOpcode() != Opcodes.ACONST_NULL)
                .collect(Collectors.toSet());
    }

    private @Nullable SourceValue valueOnTop(AbstractInsnNode before) {
        var frame = origins.frameBefore(before);
        return frame == null || frame.getStackSize() == 0 ? null : value(frame.getStack(frame.getStackSize() - 1));
    }

    /** The values before an instruction; null where it can't be reached. */
    @Nullable
    Frame<SourceValue> before(AbstractInsnNode instruction) {
        var frame = origins.frameBefore(instruction);
        if (frame == null) {
            return null;
        }
        var values = new Frame<SourceValue>(frame.getLocals(), frame.getMaxStackSize());
        for (var slot = 0; slot < frame.getLocals(); slot++) {
            values.setLocal(slot, value(frame.getLocal(slot)));
        }
        for (var height = 0; height < frame.getStackSize(); height++) {
            values.push(value(frame.getStack(height)));
        }
        return values;
    }

    /** The handlers of which one has caught {@code value}; empty where it may be something else. */
    static Set<LabelNode> handlers(SourceValue value) {
        var handlers = new HashSet<LabelNode>();
        for (var maker : value.insns) {
            if (maker instanceof LabelNode handler) {
                handlers.add(handler);
            } else if (maker.getOpcode() != Opcodes.ACONST_NULL) {
                return Set.of();
            }
        }
        return handlers;
    }

    private SourceValue value(Origin origin) {
        var value = known.get(origin);
        if (value == null) {
            value = new SourceValue(origin.getSize(), makers(origin));
            known.put(origin, value);
        }
        return value;
    }

    private Set<AbstractInsnNode> makers(Origin value) {
        var makers = new LinkedHashSet<AbstractInsnNode>();
        var handlerLocals = new HashSet<Origin>();
        var isElsewhere = reaches(value, origin -> {
            makers.addAll(caught.getOrDefault(origin, Set.of()));
            if (origin.maker() != null) {
                makers.add(origin.maker());
            }
            if (found.containsKey(origin)) {
                handlerLocals.add(origin);
            }
            return isElsewhere(origin);
        });
        return isElsewhere || handlerLocals.stream().anyMatch(local -> isOfEarlierEntry(local, makers))
                ? Set.of(ELSEWHERE)
                : makers;
    }

    private boolean isElsewhere(Origin origin) {
        var maker = origin.maker();
        return maker == null
                ? origin.others().isEmpty() && !caught.containsKey(origin)
                : maker.getOpcode() != Opcodes.ACONST_NULL;
    }

    /** Whether a local, where a handler begins, may hold what that handler caught before. */
    private boolean isOfEarlierEntry(Origin local, Collection<AbstractInsnNode> makers) {
        var handlers = found.getOrDefault(local, Set.of());
        return !Collections.disjoint(handlers, makers)
                && reaches(local, origin -> !Collections.disjoint(handlers, caught.getOrDefault(origin, Set.of())));
    }

    /** Whether {@code value} may be one that {@code sought} holds of. */
    private static boolean reaches(Origin value, Predicate<Origin> sought) {
        Set<Origin> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty()) {
            var origin = open.remove();
            if (seen.add(origin)) {
                if (sought.test(origin)) {
                    return true;
                }
                open.addAll(origin.others());
            }
        }
        return false;
    }

    private static final class CopyRules extends OriginRules {
        @Override
        public Origin copyOperation(AbstractInsnNode instruction, Origin value) {
            return value;
        }

        @Override
        public Origin unaryOperation(AbstractInsnNode instruction, Origin value) {
            return instruction.getOpcode() == Opcodes.CHECKCAST ? value : super.unaryOperation(instruction, value);
        }
    }
}
