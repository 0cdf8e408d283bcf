package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.Code;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.bytecode.TestMembers;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
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
 *               public Coroutine fetches(Runner r)   { ... }
 *   {@literal @}AsyncTest  protected void fetches(Runner r) { AsyncMethods.run(this.fetches(r)); }
 * </pre>
 *
 * <p>The method keeps its name, by which other classes call and override it. But Jupiter looks a test up by its name and
 * parameters when it is selected alone, takes the first that has them, and puts methods of one name into the order of
 * what {@code Method.toString()} says: that begins with the access, and {@code protected void} comes before
 * {@code public Coroutine}. All methods of an interface are public, so a test there can't be selected alone.
 */
public final class TestFaceEmitter {
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
            method.access |= Opcodes.ACC_SYNTHETIC;
            if ((owner.access & Opcodes.ACC_INTERFACE) == 0) {
                face.access = withAccess(face.access, Opcodes.ACC_PROTECTED);
                method.access = withAccess(method.access, Opcodes.ACC_PUBLIC);
            }
        }
        face.instructions = call(method, owner).insns();
        method.visibleAnnotations = null;
        method.visibleParameterAnnotations = null;
        owner.methods.add(face);
    }

    private static int withAccess(int flags, int access) {
        return (flags & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) | access;
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
