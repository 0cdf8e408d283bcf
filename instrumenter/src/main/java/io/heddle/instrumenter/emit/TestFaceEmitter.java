package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.TestMembers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The face that JUnit Jupiter sees of a method that returns a coroutine: it runs none that return something. The
 * annotations move to it.
 *
 * <pre>
 *   {@literal @}BeforeAll  static Coroutine serve()     { ... }
 *   {@literal @}BeforeEach Coroutine open()             { ... }
 *   {@literal @}AsyncTest  Coroutine fetches(Runner r)  { ... }
 * become
 *               static Coroutine serve()     { ... }
 *   {@literal @}BeforeAll  static void      serve()     { AsyncMethods.runAlone(serve()); }
 *               Coroutine open()             { ... }
 *   {@literal @}BeforeEach void      open()             { AsyncMethods.run(this.open()); }
 *               Coroutine fetches$async(Runner r) { ... }
 *   {@literal @}AsyncTest  void      fetches(Runner r)  { AsyncMethods.run(this.fetches$async(r)); }
 * </pre>
 *
 * <p>A test is looked up by its name and parameters, so it must be the only method with them; a method that runs before or
 * after tests keeps its name, for a subclass may call it.
 */
public final class TestFaceEmitter {
    private static final String RENAMED = "$async";

    private TestFaceEmitter() {}

    /** Adds the void method for {@code method} to {@code owner}, to which it belongs. */
    public static void emit(MethodNode method, ClassNode owner) {
        var parameters = method.desc.substring(0, method.desc.lastIndexOf(')') + 1);
        var face = new MethodNode(
                method.access,
                method.name,
                parameters + "V",
                returningVoid(method.signature),
                method.exceptions.toArray(String[]::new));
        face.parameters = method.parameters;
        face.visibleAnnotations = method.visibleAnnotations;
        face.visibleParameterAnnotations = method.visibleParameterAnnotations;
        face.visibleAnnotableParameterCount = method.visibleAnnotableParameterCount;
        if (TestMembers.isTest(method)) {
            rename(method, owner);
        }
        face.instructions = call(method, owner).insns();
        method.visibleAnnotations = null;
        method.visibleParameterAnnotations = null;
        owner.methods.add(face);
    }

    /** Renames the method, its calls and references to it. */
    private static void rename(MethodNode method, ClassNode owner) {
        var name = method.name + RENAMED;
        for (var caller : owner.methods) {
            for (var insn : caller.instructions) {
                if (insn instanceof MethodInsnNode call) {
                    if (isOf(method, owner, call.owner, call.name, call.desc)) {
                        call.name = name;
                    }
                } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
                    Arrays.setAll(dynamic.bsmArgs, i -> renamed(dynamic.bsmArgs[i], method, owner, name));
                }
            }
        }
        method.name = name;
        method.access |= Opcodes.ACC_SYNTHETIC;
    }

    private static Object renamed(Object argument, MethodNode method, ClassNode owner, String name) {
        return argument instanceof Handle reference
                        && isOf(method, owner, reference.getOwner(), reference.getName(), reference.getDesc())
                ? new Handle(
                        reference.getTag(), reference.getOwner(), name, reference.getDesc(), reference.isInterface())
                : argument;
    }

    private static boolean isOf(
            MethodNode method, ClassNode owner, String itsOwner, String itsName, String itsDescriptor) {
        return itsOwner.equals(owner.name) && itsName.equals(method.name) && itsDescriptor.equals(method.desc);
    }

    private static Code call(MethodNode method, ClassNode owner) {
        var isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
        var onInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0;
        var code = isStatic ? new Code() : new Code().aload(0);
        var slot = isStatic ? 0 : 1;
        for (var type : Type.getArgumentTypes(method.desc)) {
            code.load(type, slot);
            slot += type.getSize();
        }
        if (isStatic) {
            code.invokeStatic(owner.name, method.name, method.desc, onInterface);
        } else if (onInterface) {
            code.invokeInterface(owner.name, method.name, method.desc);
        } else {
            code.invokeVirtual(owner.name, method.name, method.desc);
        }
        var runs = TestMembers.isForAll(method) ? TestMembers.RUN_ALONE : TestMembers.RUN;
        return code.invokeStatic(TestMembers.RUNS, runs, TestMembers.RUN_DESC).op(Opcodes.RETURN);
    }

    private static @Nullable String returningVoid(@Nullable String signature) {
        return signature == null
                ? null
                : signature.replaceFirst("\\)L" + RuntimeMembers.COROUTINE + ".*?;(?=\\^|$)", ")V");
    }
}
