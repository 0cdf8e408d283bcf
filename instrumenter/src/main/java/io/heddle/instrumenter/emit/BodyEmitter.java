package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.AwaitForm;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.SavedValue;
import io.heddle.instrumenter.layout.SuspensionPoint;
import io.heddle.instrumenter.model.Box;
import io.heddle.instrumenter.model.ReturnKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the user's code into a body: the one emitter behind start and resume, which differ in where they are entered
 * and in where their locals live ({@link SlotMap}). Code that no entry reaches is left out.
 *
 * <pre>
 *   invokestatic await            aload ctx; invokevirtual $await; aload ctx; getfield suspending; ifne COLD
 *                              AFTER:
 *   ...                           ...
 * </pre>
 *
 * <p>What is at COLD is written by {@link ColdPaths}. In the compact shape, where each source line must exist once and
 * have no branches but its own, what is out of line comes first, before any line number, and the question whether the
 * call suspends is asked there:
 *
 * <pre>
 *   COLD:                         // before the user's code
 *      aload ctx; getfield suspending; ifeq AFTER
 *      ...
 *
 *      aload ctx; invokevirtual $await; aload ctx; swap; invokevirtual settled; goto COLD
 *   AFTER:
 * </pre>
 *
 * <p>The operands below the await stay where they are: only the capture, which takes them as its parameters, moves them.
 * A stack map names a local only where it is live, so that a resumed body needs to load no others. Handlers are entered
 * over a landing pad that tells the context of the exception ({@code Ctx.caught}).
 */
abstract class BodyEmitter {
    final MethodPlan plan;
    final SlotMap slots;
    final Code code = new Code();
    final TryTable tryTable = new TryTable();
    /** The class of the coroutine frame, which most of what is emitted names. */
    final String frameClass;

    private final boolean compact;
    private final Map<LabelNode, LabelNode> labels = new HashMap<>();
    private final Map<AbstractInsnNode, LabelNode> creations = new HashMap<>();
    /** By instruction index; the last stands for the end. */
    private final @Nullable LabelNode[] boundaries;

    private final Map<SuspensionPoint, LabelNode> after = new LinkedHashMap<>();
    private final @Nullable SuspensionPoint[] pointAt;
    private final Set<AbstractInsnNode> replaced = new HashSet<>();
    private final Map<SuspensionPoint, LabelNode> unboxings = new LinkedHashMap<>();
    private final BodyLines lines = new BodyLines(code);
    private final ColdPaths coldPaths = new ColdPaths(this);
    /** How many instructions of the user's that this body has stand before an index; null until somebody asks. */
    private int @Nullable [] codeBefore;

    BodyEmitter(MethodPlan plan, SlotMap slots) {
        this.plan = plan;
        this.slots = slots;
        this.compact = plan.names().compact();
        this.frameClass = plan.names().frameClass();
        this.boundaries = new LabelNode[plan.method().instructions.size() + 1];
        this.pointAt = new SuspensionPoint[plan.method().instructions.size()];
        for (var insn : plan.method().instructions) {
            if (insn instanceof LabelNode label) {
                labels.put(label, new LabelNode());
            } else if (insn.getOpcode() == Opcodes.NEW) {
                creations.put(insn, new LabelNode());
            }
        }
        for (var point : plan.points()) {
            pointAt[point.index()] = point;
            after.put(point, new LabelNode());
            if (point.form() instanceof AwaitForm.Direct direct) {
                replaced.add(direct.call());
            }
            replaced.addAll(point.unboxing());
        }
    }

    /** Whether this body does without an instruction of the user's. */
    abstract boolean isElided(AbstractInsnNode insn);

    /** Leaves the body; the result of a completion, boxed as the user's code boxes it, is on the stack. */
    abstract void emitReturn();

    /** Leaves the body of a suspended call: what it returns means nothing. */
    abstract void emitSuspendedReturn();

    /** What comes before the user's code. */
    abstract void emitEntry();

    /** Where the user's code begins, if anything comes before it. */
    abstract void emitBeginning();

    /** Pushes the coroutine frame to capture into, or null where there is none yet. */
    abstract void pushFrame();

    /** Whether the slot of the coroutine frame, where there is one, holds null in a call that has not suspended. */
    abstract boolean frameMayBeNull();

    /** The method of the context that runs what an awaited call has handed back. */
    abstract String settling();

    /** The instructions that can run in this body. */
    abstract BitSet reachable();

    /** The user's variables, with the ranges in which they hold their values. */
    abstract void emitVariables(MethodNode body);

    /** Writes the whole body into {@code body}, which has no code yet. */
    final void emitInto(MethodNode body) {
        emitEntry();
        var beforeUserCode = code.last();
        emitBeginning();
        emitCode();
        var endOfUserCode = code.last();
        var handlers = new LandingPads(this);
        coldPaths.emit();
        unboxings.forEach(this::emitUnboxing);
        handlers.emit();
        if (compact && beforeUserCode != null) {
            code.moveToEnd(beforeUserCode, endOfUserCode);
        }
        body.instructions = code.insns();
        body.tryCatchBlocks = tryTable.build(plan, handlers);
        emitVariables(body);
    }

    private void emitCode() {
        var reachable = reachable();
        for (var i = 0; i < plan.method().instructions.size(); i++) {
            var insn = plan.method().instructions.get(i);
            var boundary = boundaries[i];
            if (boundary != null) {
                code.label(boundary);
            }
            var point = pointAt[i];
            if (point != null) {
                emitAwait(point, reachable.get(i));
            } else if (insn instanceof LabelNode label) {
                code.label(labelOf(label));
            } else if (insn instanceof LineNumberNode entry) {
                lines.entry(entry, reachable.get(i));
            } else if (reachable.get(i)) {
                emitInsn(insn, i);
            }
        }
    }

    private void emitInsn(AbstractInsnNode insn, int index) {
        if (replaced.contains(insn) || isElided(insn)) {
            return;
        }
        if (insn instanceof FrameNode) {
            emitStackMap(index);
            return;
        }
        lines.instruction();
        if (insn instanceof VarInsnNode access) {
            code.add(new VarInsnNode(access.getOpcode(), slots.slot(access.var)));
        } else if (insn instanceof IincInsnNode increment) {
            code.add(new IincInsnNode(slots.slot(increment.var), increment.incr));
        } else if (plan.completions().contains(insn)) {
            emitCompletion(insn);
        } else if (isSpawn(insn)) {
            // Coroutine.$spawn(x, site, t): who runs the body need not be looked up
            code.aload(slots.context())
                    .invokeStatic(
                            RuntimeMembers.COROUTINE, RuntimeMembers.SPAWN_ENTRY, RuntimeMembers.SPAWN_IN_BODY_DESC);
        } else if (insn.getOpcode() == Opcodes.ARETURN) {
            // return t.complete(x)
            var kind = ReturnKind.ofAsync(plan.method().desc);
            if (kind.isStage()) {
                code.invokeStatic(RuntimeMembers.COROUTINES, RuntimeMembers.FROM_STAGE, RuntimeMembers.FROM_STAGE_DESC);
            }
            code.aload(slots.context())
                    .op(Opcodes.SWAP)
                    .invokeVirtual(RuntimeMembers.CTX, kind.completing(), RuntimeMembers.COMPLETE_DESC)
                    .op(Opcodes.ARETURN);
        } else {
            if (insn.getOpcode() == Opcodes.NEW) {
                code.label(creationLabel(insn));
            }
            code.add(insn.clone(labels));
        }
    }

    private static boolean isSpawn(AbstractInsnNode insn) {
        return insn instanceof MethodInsnNode call
                && call.owner.equals(RuntimeMembers.COROUTINE)
                && call.name.equals(RuntimeMembers.SPAWN_ENTRY)
                && call.desc.equals(RuntimeMembers.SPAWN_ENTRY_DESC);
    }

    private void emitCompletion(AbstractInsnNode done) {
        if (((MethodInsnNode) done).desc.equals(RuntimeMembers.DONE_DESC)) {
            code.op(Opcodes.ACONST_NULL);
        }
        emitReturn();
    }

    private void emitAwait(SuspensionPoint point, boolean isReachable) {
        if (isReachable) {
            lines.instruction();
            var cold = coldPaths.startOf(point);
            emitAwaitedCall(point.form());
            if (compact) {
                emitSettled(point.form());
                emitBoxing(point);
                code.jump(Opcodes.GOTO, cold);
            } else {
                // if (t.suspending) goto COLD
                code.aload(slots.context())
                        .getField(RuntimeMembers.CTX, RuntimeMembers.SUSPENDING, "Z")
                        .jump(Opcodes.IFNE, cold);
                emitBoxing(point);
            }
        }
        if (isReachable || isEntered(point)) {
            code.label(afterLabel(point));
            lines.instruction();
            if (!hasStackMapFrom(plan.method().instructions.get(point.index()).getNext())) {
                code.stackMap(localsOf(point), stackOf(point, point.raw()));
            }
        }
    }

    private void emitSettled(AwaitForm form) {
        if (form.mayTailCall()) {
            // t.settled(value)
            code.aload(slots.context())
                    .op(Opcodes.SWAP)
                    .invokeVirtual(RuntimeMembers.CTX, RuntimeMembers.SETTLED, RuntimeMembers.SETTLED_DESC);
        }
    }

    private void emitBoxing(SuspensionPoint point) {
        var box = point.form().raw();
        if (box != null && point.raw() == null) {
            code.invokeStatic(box.internalName(), "valueOf", box.boxingDescriptor());
        }
    }

    /** Whether this body is entered behind the await of {@code point}. */
    abstract boolean isEntered(SuspensionPoint point);

    private void emitAwaitedCall(AwaitForm form) {
        if (form instanceof AwaitForm.Direct direct) {
            var callee = direct.callee();
            code.aload(slots.context());
            if (callee.startIsStatic()) {
                code.invokeStatic(callee.owner(), callee.start(), callee.startDescriptor(), callee.onInterface());
            } else {
                code.invokeSpecial(callee.owner(), callee.start(), callee.startDescriptor(), callee.onInterface());
            }
        } else if (form instanceof AwaitForm.Stage) {
            code.invokeStatic(RuntimeMembers.COROUTINES, RuntimeMembers.FROM_STAGE, RuntimeMembers.FROM_STAGE_DESC)
                    .aload(slots.context())
                    .invokeVirtual(
                            RuntimeMembers.COROUTINE, RuntimeMembers.AWAIT_ENTRY, RuntimeMembers.AWAIT_ENTRY_DESC);
        } else if (form instanceof AwaitForm.Face face) {
            code.aload(slots.context());
            var box = face.raw();
            if (box != null) {
                code.invokeVirtual(
                        face.receiver(),
                        Objects.requireNonNull(box.entry()),
                        "(" + RuntimeMembers.CTX_DESC + ")" + box.primitive().getDescriptor());
            } else if (face.receiver().equals(RuntimeMembers.SUSPENDABLE)) {
                code.invokeInterface(face.receiver(), RuntimeMembers.AWAIT_ENTRY, RuntimeMembers.AWAIT_ENTRY_DESC);
            } else {
                code.invokeVirtual(face.receiver(), RuntimeMembers.AWAIT_ENTRY, RuntimeMembers.AWAIT_ENTRY_DESC);
            }
        }
    }

    /** Where an outcome that comes as an object is unboxed, at a site that leaves the primitive. */
    private void emitUnboxing(SuspensionPoint point, LabelNode start) {
        var box = Objects.requireNonNull(point.raw());
        var end = new LabelNode();
        code.label(start)
                .line(point.line())
                .stackMap(localsOf(point), stackOf(point, null))
                .cast(box.internalName())
                .invokeVirtual(box.internalName(), box.unboxing(), box.unboxingDescriptor())
                .jump(Opcodes.GOTO, afterLabel(point))
                .label(end);
        tryTable.cover(point, start, end);
    }

    private void emitStackMap(int index) {
        var stack = new ArrayList<Object>();
        plan.types().stack(index).forEach(type -> stack.add(entryOf(type)));
        code.stackMap(localsAt(index), stack);
    }

    /** The locals that are live at an instruction. */
    final List<Object> localsAt(int index) {
        var live = plan.liveness().before(index);
        var types = noLocals();
        for (var slot = 0; slot < types.length; slot++) {
            if (live.get(slot)) {
                types[slot] = plan.types().local(index, slot);
            }
        }
        return slots.stackMap(types, frameClass);
    }

    /** The locals that an await's outcome may need. */
    final List<Object> localsOf(SuspensionPoint point) {
        return slots.stackMap(typesOf(point.locals()), frameClass);
    }

    final VerificationType[] typesOf(Collection<SavedValue> locals) {
        var types = noLocals();
        for (var local : locals) {
            types[local.slot()] = local.type();
        }
        return types;
    }

    final VerificationType[] noLocals() {
        var types = new VerificationType[plan.method().maxLocals];
        Arrays.fill(types, VerificationType.TOP);
        return types;
    }

    /** The operand stack behind the await: what lay below, and the result. */
    static List<Object> stackOf(SuspensionPoint point, @Nullable Box raw) {
        var stack = new ArrayList<Object>();
        for (SavedValue operand : point.operands()) {
            stack.add(operand.type().stackMapEntry());
        }
        stack.add(
                raw == null
                        ? "java/lang/Object"
                        : VerificationType.of(raw.primitive()).stackMapEntry());
        return stack;
    }

    /** A type in a stack map; an uninitialised object is named by the place of its {@code new}. */
    final Object entryOf(VerificationType type) {
        return type.creation() == null ? type.stackMapEntry() : creationLabel(type.creation());
    }

    private LabelNode creationLabel(AbstractInsnNode creation) {
        var label = creations.get(creation);
        if (label == null) {
            throw new IllegalStateException("no label was made for a new instruction");
        }
        return label;
    }

    /** Where one goes on with an outcome that is an object. */
    final LabelNode objectLabel(SuspensionPoint point) {
        return point.raw() == null ? afterLabel(point) : unboxings.computeIfAbsent(point, p -> new LabelNode());
    }

    /** Goes where {@code targetOf} says for the one of {@code points} whose number is on the stack. */
    final void emitSwitch(List<SuspensionPoint> points, Function<SuspensionPoint, LabelNode> targetOf) {
        var numbers = points.stream().mapToInt(SuspensionPoint::number).toArray();
        var targets = points.stream().map(targetOf).toArray(LabelNode[]::new);
        var first = numbers[0];
        var span = numbers[numbers.length - 1] - first + 1;
        if (span > 2 * numbers.length) {
            code.add(new LookupSwitchInsnNode(targets[0], numbers, targets));
            return;
        }
        var table = new LabelNode[span];
        Arrays.fill(table, targets[0]);
        for (var i = 0; i < numbers.length; i++) {
            table[numbers[i] - first] = targets[i];
        }
        code.add(new TableSwitchInsnNode(first, first + span - 1, targets[0], table));
    }

    private LabelNode afterLabel(SuspensionPoint point) {
        var label = after.get(point);
        if (label == null) {
            throw new IllegalStateException("not a point of this method: " + point);
        }
        return label;
    }

    final LabelNode labelOf(LabelNode original) {
        var label = labels.get(original);
        if (label == null) {
            throw new IllegalStateException("a label is used that the code doesn't contain");
        }
        return label;
    }

    /** A label of the emitted code just before where the original's instruction stands; asked for before the code is emitted. */
    final LabelNode boundary(int index) {
        var boundary = boundaries[index];
        if (boundary == null) {
            boundary = new LabelNode();
            boundaries[index] = boundary;
        }
        return boundary;
    }

    /** Whether a stack map stands at {@code first}, or between it and the next instruction. */
    final boolean hasStackMapFrom(@Nullable AbstractInsnNode first) {
        for (var next = first;
                next != null && (next.getOpcode() < 0 || replaced.contains(next));
                next = next.getNext()) {
            if (next instanceof FrameNode) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether this body has code of a stretch of the original. A variable is not listed where it has none: two empty
     * ranges may fall together, and the JVM refuses a variable that is listed twice.
     */
    final boolean hasCodeIn(int from, int to) {
        if (codeBefore == null) {
            codeBefore = countCode();
        }
        return from < to && codeBefore[from] < codeBefore[to];
    }

    private int[] countCode() {
        var reachable = reachable();
        var before = new int[plan.method().instructions.size() + 1];
        for (var i = 0; i < before.length - 1; i++) {
            var insn = plan.method().instructions.get(i);
            var isCode = reachable.get(i) && insn.getOpcode() >= 0 && !replaced.contains(insn) && !isElided(insn);
            before[i + 1] = before[i] + (isCode ? 1 : 0);
        }
        return before;
    }
}
