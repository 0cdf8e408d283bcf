package io.heddle.instrumenter.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One place where a lambda or a method reference becomes an object: the {@code invokedynamic} of LambdaMetafactory.
 *
 * @param creator the method in which it stands
 * @param instruction the {@code invokedynamic}
 * @param implementation what the object calls: the lambda's body, or the method that is referred to
 */
record LambdaSite(MethodNode creator, InvokeDynamicInsnNode instruction, Handle implementation) {
    private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
    private static final Set<String> BOOTSTRAP_METHODS = Set.of("metafactory", "altMetafactory");
    /** Part of the name of what unboxes the arguments of a body of Scala's. */
    private static final String ADAPTED = "$adapted";

    /** All sites of a class, in the order of the class file. */
    static List<LambdaSite> of(ClassNode owner) {
        var sites = new ArrayList<LambdaSite>();
        for (var method : owner.methods) {
            for (var instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode creation
                        && creation.bsm.getOwner().equals(METAFACTORY)
                        && BOOTSTRAP_METHODS.contains(creation.bsm.getName())
                        && creation.bsmArgs.length >= 3
                        && creation.bsmArgs[1] instanceof Handle implementation) {
                    sites.add(new LambdaSite(method, creation, implementation));
                }
            }
        }
        return sites;
    }

    /** Internal name of the interface that the object implements. */
    String interfaceName() {
        return Type.getReturnType(instruction.desc).getInternalName();
    }

    /** The erased descriptor of the interface's method. */
    String interfaceMethodDescriptor() {
        return instruction.bsmArgs[0].toString();
    }

    /**
     * For a reference to an instance method: internal name of the type through which the source names it, which the
     * implementation may have inherited the method from.
     */
    String receiverName() {
        var captured = Type.getArgumentTypes(instruction.desc);
        var given = Type.getArgumentTypes(instruction.bsmArgs[2].toString());
        var receiver = captured.length > 0 ? captured[0] : given.length > 0 ? given[0] : null;
        return receiver != null && receiver.getSort() == Type.OBJECT
                ? receiver.getInternalName()
                : implementation.getOwner();
    }

    /**
     * The lambda's body where this is a lambda of {@code owner}; null for a method reference. Compilers mark a body as
     * synthetic, some of them only by its name. Where a body of Scala's takes numbers, a method stands before it that unboxes
     * them.
     */
    @Nullable
    MethodNode bodyIn(ClassNode owner) {
        var called = method(owner, implementation.getOwner(), implementation.getName(), implementation.getDesc());
        var body = called != null && called.name.contains(ADAPTED) ? adapted(called, owner) : called;
        return body != null && isLambdaLike(body) ? body : null;
    }

    /** The last method of {@code owner} that {@code adapter} calls: where it returns a number, the box comes after that. */
    private static @Nullable MethodNode adapted(MethodNode adapter, ClassNode owner) {
        for (var insn = adapter.instructions.getLast(); insn != null; insn = insn.getPrevious()) {
            var called = insn instanceof MethodInsnNode call ? method(owner, call.owner, call.name, call.desc) : null;
            if (called != null) {
                return called;
            }
        }
        return null;
    }

    private static @Nullable MethodNode method(ClassNode node, String owner, String name, String desc) {
        if (owner.equals(node.name)) {
            for (var method : node.methods) {
                if (method.name.equals(name) && method.desc.equals(desc)) {
                    return method;
                }
            }
        }
        return null;
    }

    private static boolean isLambdaLike(MethodNode method) {
        return (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == Opcodes.ACC_SYNTHETIC
                || method.name.contains("lambda$");
    }
}
