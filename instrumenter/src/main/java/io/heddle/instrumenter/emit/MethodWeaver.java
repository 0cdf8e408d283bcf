package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.SourcePlace;
import io.heddle.instrumenter.layout.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Emits all that a plan asks for: the face in the method's place, the bodies and bridges, and the two classes. */
public final class MethodWeaver {
    private MethodWeaver() {}

    /**
     * What has been emitted for one method.
     *
     * @param members methods to add to the class
     * @param classes the generated classes
     */
    public record Woven(List<MethodNode> members, List<ClassNode> classes) {}

    /**
     * Weaves one method: {@code face}, a method of {@code owner}, gets its new code.
     *
     * @param face the method as it was read, of which the plan holds a copy or the very code
     */
    public static Woven weave(MethodPlan plan, MethodNode face, ClassNode owner) {
        var members = new ArrayList<MethodNode>();
        var classes = new ArrayList<ClassNode>();
        var line = firstLine(face);
        var compact = plan.names().compact();
        members.add(compact ? BridgeEmitter.toCompact(plan) : StartEmitter.emit(plan));
        members.add(BridgeEmitter.toStart(plan));
        if (!plan.points().isEmpty()) {
            members.add(compact ? ResumeEmitter.emitCompact(plan) : ResumeEmitter.emit(plan));
            members.add(BridgeEmitter.toResume(plan));
            members.addAll(CaptureEmitter.methods(plan));
            classes.add(FrameClassEmitter.emit(plan, owner));
        }
        classes.add(CallClassEmitter.emit(plan.names(), owner, line));
        FaceEmitter.emit(face, plan.names(), SourcePlace.of(owner, plan.names().method(), line));
        return new Woven(members, classes);
    }

    private static int firstLine(MethodNode method) {
        for (var insn : method.instructions) {
            if (insn instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
