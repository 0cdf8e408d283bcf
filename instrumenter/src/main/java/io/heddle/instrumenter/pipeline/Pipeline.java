package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.bytecode.AwaitCalls;
import io.heddle.instrumenter.bytecode.MethodCopy;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.emit.MethodWeaver;
import io.heddle.instrumenter.layout.MethodPlan;
import io.heddle.instrumenter.layout.MethodPlanner;
import io.heddle.instrumenter.layout.RawResultAnalysis;
import io.heddle.instrumenter.layout.ShapeChooser;
import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.GeneratedNames;
import io.heddle.instrumenter.model.WeavingOptions;
import io.heddle.instrumenter.normalize.TryReturnAwaiter;
import io.heddle.instrumenter.normalize.UninitializedObjectMover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The table of contents of a weaving. Each step takes what the one before gave; until all methods have been planned
 * nothing of the class is changed.
 *
 * <ol>
 *   <li>normalise: an equivalent method, in which what is returned out of a try is awaited there, and nothing
 *       uninitialised exists at an await
 *   <li>plan: suspension points, what each saves, the fields of the coroutine frame
 *   <li>emit: face, bodies, bridges, captures, the cold object's and the frame's class
 * </ol>
 */
public final class Pipeline {
    private Pipeline() {}

    /**
     * Weaves a class that has passed the rules.
     *
     * @return the class itself, woven, and the generated classes behind it
     */
    public static List<ClassNode> weave(ClassScan scan, WeavingOptions options) {
        var plans = plan(scan, options);
        var classes = new ArrayList<ClassNode>();
        classes.add(scan.node());
        plans.forEach((method, plan) -> {
            var woven = MethodWeaver.weave(plan, method.node(), scan.node());
            scan.node().methods.addAll(woven.members());
            classes.addAll(woven.classes());
        });
        stamp(scan.node());
        return classes;
    }

    private static Map<AsyncMethod, MethodPlan> plan(ClassScan scan, WeavingOptions options) {
        var normal = normalise(scan);
        var names = new LinkedHashMap<AsyncMethod, GeneratedNames>();
        NameAssigner.assign(scan).forEach((method, assigned) -> {
            var code = Objects.requireNonNull(normal.get(method));
            names.put(
                    method,
                    ShapeChooser.isCompact(code, assigned, options.shape())
                            ? assigned.asCompact()
                            : assigned.withRawResult(RawResultAnalysis.of(code)));
        });
        var planner = new MethodPlanner(DirectCallees.of(scan.node(), names, options.directCalls()));
        var plans = new LinkedHashMap<AsyncMethod, MethodPlan>();
        normal.forEach(
                (method, code) -> plans.put(method, planner.plan(code, Objects.requireNonNull(names.get(method)))));
        return plans;
    }

    private static Map<AsyncMethod, MethodNode> normalise(ClassScan scan) {
        var awaiter = new TryReturnAwaiter(scan.node().name);
        var mover = new UninitializedObjectMover(scan.node().name, AwaitCalls::isAwait);
        var normal = new LinkedHashMap<AsyncMethod, MethodNode>();
        for (var method : scan.asyncMethods()) {
            normal.put(method, mover.move(awaiter.await(MethodCopy.of(method.node()))));
        }
        return normal;
    }

    private static void stamp(ClassNode node) {
        var stamp = new AnnotationNode(RuntimeMembers.WOVEN_DESC);
        stamp.visit(RuntimeMembers.WOVEN_ABI, RuntimeMembers.ABI_VERSION);
        if (node.invisibleAnnotations == null) {
            node.invisibleAnnotations = new ArrayList<>();
        }
        node.invisibleAnnotations.add(stamp);
    }
}
