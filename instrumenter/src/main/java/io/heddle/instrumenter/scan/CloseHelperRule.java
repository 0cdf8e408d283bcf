package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.analysis.TypeAnalysis;
import io.heddle.instrumenter.analysis.TypeFrames;
import io.heddle.instrumenter.analysis.VerificationType;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * In a try-with-resources of javac 9 and 10 the close stands in a helper, {@code $closeResource(Throwable,
 * AutoCloseable)}, which serves all resources of the class and can't wait.
 */
final class CloseHelperRule implements Rule {
    private static final String HELPER = "$closeResource";
    private static final String HELPER_DESC = "(Ljava/lang/Throwable;Ljava/lang/AutoCloseable;)V";

    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            var calls = helperCalls(method);
            if (!calls.isEmpty()) {
                check(calls, method, checked, findings);
            }
        }
    }

    private static void check(List<MethodInsnNode> calls, MethodNode method, CheckedClass checked, Findings findings) {
        var types = TypeAnalysis.analyze(checked.node().name, method);
        for (var call : calls) {
            var resource = resource(call, method, types);
            if (resource.kind() == VerificationType.Kind.OBJECT
                    && checked.lattice().isAssignable(resource.objectName(), RuntimeMembers.ASYNC_CLOSEABLE)
                            == Assignability.YES) {
                var name = SourceNames.withArticle(resource.objectName());
                findings.report(DiagnosticCode.HED020, method, call, "try", name);
            }
        }
    }

    private static List<MethodInsnNode> helperCalls(MethodNode method) {
        var calls = new ArrayList<MethodInsnNode>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof MethodInsnNode call
                    && call.getOpcode() == Opcodes.INVOKESTATIC
                    && call.name.equals(HELPER)
                    && call.desc.equals(HELPER_DESC)) {
                calls.add(call);
            }
        }
        return calls;
    }

    private static VerificationType resource(MethodInsnNode call, MethodNode method, TypeFrames types) {
        var stack = types.stack(method.instructions.indexOf(call));
        return stack.get(stack.size() - 1);
    }
}
