package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * {@code wait}, {@code notify} and {@code notifyAll} of Object, which every type inherits, look like methods of the types
 * in {@code io.heddle.sync}, and are not. javac keeps Object as the owner of such a call, so the receiver's type has to
 * be found from where it comes from.
 */
final class MonitorMethodRule implements Rule {
    private static final String OBJECT = "java/lang/Object";
    private static final Map<String, String> REMEDIES = Map.of(
            "wait", "`await(condition.awaitSignal())` or `await(event.awaitSet())`",
            "notify", "`condition.signal()` or `event.set()`",
            "notifyAll", "`condition.signalAll()` or `event.set()`");

    @Override
    public void check(CheckedClass checked, Findings findings) {
        for (var method : checked.methods()) {
            for (var instruction : method.instructions) {
                if (instruction instanceof MethodInsnNode call
                        && call.getOpcode() != Opcodes.INVOKESTATIC
                        && isMonitorMethod(call.name, call.desc)) {
                    receiverOfSync(call, method, checked)
                            .ifPresent(type -> report(call, call.name, call.desc, type, method, findings));
                }
            }
        }
        for (var site : checked.lambdaSites()) {
            var referred = site.implementation();
            var type = syncType(site.receiverName(), checked.hierarchy());
            if (type != null && isMonitorMethod(referred.getName(), referred.getDesc())) {
                report(site.instruction(), referred.getName(), referred.getDesc(), type, site.creator(), findings);
            }
        }
    }

    private static void report(
            AbstractInsnNode place, String name, String desc, String type, MethodNode method, Findings findings) {
        findings.report(
                DiagnosticCode.HED014,
                method,
                place,
                name,
                CoroutineCalls.describe(name, desc),
                SourceNames.simpleName(type),
                REMEDIES.getOrDefault(name, ""));
    }

    private static boolean isMonitorMethod(String name, String desc) {
        return switch (name) {
            case "wait" -> desc.equals("()V") || desc.equals("(J)V") || desc.equals("(JI)V");
            case "notify", "notifyAll" -> desc.equals("()V");
            default -> false;
        };
    }

    private static Optional<String> receiverOfSync(MethodInsnNode call, MethodNode method, CheckedClass checked) {
        if (!call.owner.equals(OBJECT)) {
            return Optional.ofNullable(syncType(call.owner, checked.hierarchy()));
        }
        var flow = checked.flowOf(method);
        return flow.onStack(call, Type.getArgumentTypes(call.desc).length).stream()
                .map(producer -> syncType(nameOfType(producer, flow), checked.hierarchy()))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable String nameOfType(AbstractInsnNode producer, ValueFlow flow) {
        var type = flow.typeOf(producer);
        return type != null && type.getSort() == Type.OBJECT ? type.getInternalName() : null;
    }

    /** The type of {@code io.heddle.sync} that a type is or extends; null where it does neither. */
    private static @Nullable String syncType(@Nullable String type, ClassHierarchy hierarchy) {
        var seen = new HashSet<String>();
        for (@Nullable String next = type; next != null && seen.add(next); ) {
            if (next.startsWith(RuntimeMembers.SYNC_PREFIX)) {
                return next;
            }
            var header = hierarchy.find(next);
            next = header == null ? null : header.superName();
        }
        return null;
    }
}
