package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where handlers of a body are entered: the context is told of the exception before the user's handler runs, so that a
 * suspension that failed half-way is called off first.
 *
 * <pre>
 *   PAD:   dup; aload ctx; swap; invokevirtual caught; goto HANDLER
 *   GUARD: aload ctx; getfield suspending; ifeq HANDLER; athrow
 * </pre>
 *
 * <p>Where no stack is left, the pad's call is the next to fail, and a {@code finally} that calls nothing itself would not
 * run. So a handler that takes a {@code StackOverflowError} gets what the call has failed with instead, unless there is
 * something to call off.
 *
 * <p>A pad stands in the try ranges that cover its handler's first instruction, but for the handler's own: javac's
 * {@code finally} handlers cover themselves, and a failing pad would be entered for ever.
 *
 * <p>A handler of several types has a pad for each. What its own stack map says of the exception may be no more than an
 * interface, or that it is an object; the type that is caught is always one that the context takes.
 */
final class LandingPads {
    private static final Set<String> TAKE_STACK_OVERFLOW = Set.of(
            "java/lang/Throwable", "java/lang/Error", "java/lang/VirtualMachineError", "java/lang/StackOverflowError");

    private final BodyEmitter emitter;
    private final Map<Entrance, Pad> pads = new LinkedHashMap<>();

    /** A handler, and the internal name of what it catches. */
    private record Entrance(LabelNode handler, String caught) {
        static Entrance of(TryCatchBlockNode block) {
            return new Entrance(block.handler, block.type == null ? "java/lang/Throwable" : block.type);
        }
    }

    /** A pad, and what covers it. */
    private record Pad(
            LabelNode start,
            LabelNode called,
            LabelNode guard,
            LabelNode end,
            int handlerIndex,
            List<TryCatchBlockNode> coveredBy) {}

    /** A stretch of emitted code. */
    record Range(LabelNode start, LabelNode end) {}

    LandingPads(BodyEmitter emitter) {
        this.emitter = emitter;
        var plan = emitter.plan;
        for (var block : plan.method().tryCatchBlocks) {
            if (emitter.reachable().get(plan.flow().handlerIndex(block))) {
                pads.computeIfAbsent(Entrance.of(block), entrance -> {
                    var first = firstInsn(plan.flow().handlerIndex(block));
                    var coveredBy = new ArrayList<>(plan.flow().handlers(first));
                    coveredBy.removeIf(other -> other.handler == entrance.handler());
                    return new Pad(
                            new LabelNode(), new LabelNode(), new LabelNode(), new LabelNode(), first, coveredBy);
                });
            }
        }
    }

    private int firstInsn(int index) {
        var first = index;
        while (emitter.plan.method().instructions.get(first).getOpcode() < 0) {
            first++;
        }
        return first;
    }

    void emit() {
        pads.forEach((entrance, pad) -> {
            emitter.code
                    .label(pad.start())
                    .stackMap(emitter.localsAt(pad.handlerIndex()), List.of(entrance.caught()))
                    .op(Opcodes.DUP)
                    .aload(emitter.slots.context())
                    .op(Opcodes.SWAP)
                    .invokeVirtual(RuntimeMembers.CTX, RuntimeMembers.CAUGHT, RuntimeMembers.CAUGHT_DESC)
                    .label(pad.called())
                    .jump(Opcodes.GOTO, emitter.labelOf(entrance.handler()));
            if (isGuarded(entrance)) {
                emitter.code
                        .label(pad.guard())
                        .stackMap(emitter.localsAt(pad.handlerIndex()), List.of(entrance.caught()))
                        .aload(emitter.slots.context())
                        .getField(RuntimeMembers.CTX, RuntimeMembers.SUSPENDING, "Z")
                        .jump(Opcodes.IFEQ, emitter.labelOf(entrance.handler()))
                        .op(Opcodes.ATHROW);
            }
            emitter.code.label(pad.end());
        });
    }

    private static boolean isGuarded(Entrance entrance) {
        return TAKE_STACK_OVERFLOW.contains(entrance.caught());
    }

    /** What comes first in the exception table: pads whose call finds no stack. */
    List<TryCatchBlockNode> guards() {
        var guards = new ArrayList<TryCatchBlockNode>();
        pads.forEach((entrance, pad) -> {
            if (isGuarded(entrance)) {
                // Of the pad's own type: where two meet in the handler, ProGuard makes them an object.
                guards.add(new TryCatchBlockNode(pad.start(), pad.called(), pad.guard(), entrance.caught()));
            }
        });
        return guards;
    }

    LabelNode padOf(TryCatchBlockNode block) {
        var pad = pads.get(Entrance.of(block));
        if (pad == null) {
            throw new IllegalStateException("a handler is covered by code that can't reach it");
        }
        return pad.start();
    }

    /** Where the user's code of a handler begins, behind its pad. */
    LabelNode userHandlerOf(TryCatchBlockNode block) {
        return emitter.labelOf(block.handler);
    }

    /** The stretch of the user's code that a try block covers; empty where this body has none of it. */
    Optional<Range> userRange(TryCatchBlockNode block) {
        var code = emitter.plan.method().instructions;
        return emitter.hasCodeIn(code.indexOf(block.start), code.indexOf(block.end))
                ? Optional.of(new Range(emitter.labelOf(block.start), emitter.labelOf(block.end)))
                : Optional.empty();
    }

    /** The emitted stretches that a try block of the original covers, out-of-line awaits apart. */
    List<Range> ranges(TryCatchBlockNode block) {
        var ranges = new ArrayList<Range>();
        userRange(block).ifPresent(ranges::add);
        for (var pad : pads.values()) {
            if (pad.coveredBy().contains(block)) {
                ranges.add(new Range(pad.start(), pad.end()));
            }
        }
        return ranges;
    }
}
