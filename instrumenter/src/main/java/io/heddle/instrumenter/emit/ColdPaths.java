package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.layout.Capture;
import io.heddle.instrumenter.layout.SuspensionPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where a body goes when the flag is set behind an awaited call: out of line at the method's end, in the try ranges of
 * the await.
 *
 * <pre>
 *   COLD1: pop; aload ctx; invokevirtual settle              // runs a tail call, if it was one
 *          aload ctx; getfield suspending; ifeq AFTER1
 *          pop; (live locals); frame; ctx; invokestatic capture1
 *          aconst_null; areturn
 * </pre>
 *
 * <p>In a compact body what was handed back has been run when one comes here, and the flag is tested here first. Points
 * that save the same values in the same try ranges have the rest in common:
 *
 * <pre>
 *   COLD1:  aload ctx; getfield suspending; ifeq AFTER1; iconst 1; goto COMMON
 *   COLD2:  aload ctx; getfield suspending; ifeq AFTER2; iconst 2; goto COMMON
 *   COMMON: swap; pop; (live locals); frame; ctx; invokestatic capture1
 *           aconst_null; areturn
 * </pre>
 */
final class ColdPaths {
    /** With fewer points, what they have in common takes more code than it saves. */
    private static final int FEWEST_SHARERS = 4;

    private final BodyEmitter body;
    private final Code code;
    private final Map<SuspensionPoint, LabelNode> starts = new LinkedHashMap<>();

    /** What several cold paths have in common. */
    private record Common(Capture capture, List<TryCatchBlockNode> ranges) {}

    ColdPaths(BodyEmitter body) {
        this.body = body;
        this.code = body.code;
    }

    /** Where the await of a point goes. */
    LabelNode startOf(SuspensionPoint point) {
        return starts.computeIfAbsent(point, p -> new LabelNode());
    }

    /** Writes the paths that have been asked for. */
    void emit() {
        var sharing = new LinkedHashMap<Common, List<SuspensionPoint>>();
        for (var point : starts.keySet()) {
            sharing.computeIfAbsent(commonOf(point), common -> new ArrayList<>())
                    .add(point);
        }
        sharing.forEach((common, points) -> {
            if (isCompact() && points.size() >= FEWEST_SHARERS) {
                emitShared(common, points);
            } else {
                points.forEach(this::emitAlone);
            }
        });
    }

    private Common commonOf(SuspensionPoint point) {
        return new Common(body.plan.captureAt(point), body.plan.flow().handlers(point.index()));
    }

    private void emitAlone(SuspensionPoint point) {
        var capture = body.plan.captureAt(point);
        var start = startOf(point);
        code.label(start);
        if (isCompact()) {
            emitTest(point);
            code.op(Opcodes.POP);
        } else {
            emitSettling(point);
        }
        if (capture.isShared()) {
            code.push(point.number());
        }
        emitCapture(point, capture, start);
    }

    private boolean isCompact() {
        return body.plan.names().compact();
    }

    /** {@code if (!t.suspending) goto AFTER}, with the value on the stack. */
    private void emitTest(SuspensionPoint point) {
        code.stackMap(body.localsOf(point), BodyEmitter.stackOf(point, null));
        testSuspending(body.objectLabel(point));
    }

    /** What was called means nothing: {@code value = t.settle()}, where it may have handed something back. */
    private void emitSettling(SuspensionPoint point) {
        var produced = point.form().raw();
        code.line(point.line())
                .stackMap(body.localsOf(point), BodyEmitter.stackOf(point, produced))
                .pop(produced == null ? 1 : produced.primitive().getSize());
        if (point.form().mayTailCall()) {
            code.aload(body.slots.context())
                    .invokeVirtual(RuntimeMembers.CTX, body.settling(), RuntimeMembers.SETTLE_DESC);
            testSuspending(body.objectLabel(point));
            code.op(Opcodes.POP);
        }
    }

    private void testSuspending(LabelNode otherwise) {
        code.aload(body.slots.context())
                .getField(RuntimeMembers.CTX, RuntimeMembers.SUSPENDING, "Z")
                .jump(Opcodes.IFEQ, otherwise);
    }

    private void emitCapture(SuspensionPoint point, Capture capture, LabelNode start) {
        CaptureEmitter.emitCall(body, capture);
        var end = new LabelNode();
        code.label(end);
        body.emitSuspendedReturn();
        body.tryTable.cover(point, start, end);
    }

    private void emitShared(Common common, List<SuspensionPoint> points) {
        var shared = new LabelNode();
        for (var point : points) {
            code.label(startOf(point));
            emitTest(point);
            code.push(point.number()).jump(Opcodes.GOTO, shared);
        }
        var first = points.get(0);
        var stack = BodyEmitter.stackOf(first, null);
        stack.add(Opcodes.INTEGER);
        code.label(shared)
                .stackMap(body.localsOf(first), stack)
                .op(Opcodes.SWAP)
                .op(Opcodes.POP);
        emitCapture(first, common.capture(), startOf(first));
    }
}
