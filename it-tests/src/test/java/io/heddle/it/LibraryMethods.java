package io.heddle.it;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The methods of a library, and which of them have an async twin: {@code m$async...} stands beside {@code m} in the same
 * class, with the same access and parameters, and overrides what {@code m} overrides. So any call of {@code m} from
 * async code may be a call of the twin, awaited.
 */
final class LibraryMethods {
    /** From this version on, interfaces may have default methods. */
    private static final int JAVA_8 = 52;

    /** In instructions, with labels and lines. */
    private static final int LONGEST = 4_000;

    private final Map<String, ClassNode> classes = new HashMap<>();
    private final Set<String> library = new HashSet<>();

    /**
     * Reads class files.
     *
     * @param library those that will be rewritten
     * @param tests those that may have subclasses of the library's
     */
    LibraryMethods(Collection<byte[]> library, Collection<byte[]> tests) {
        library.forEach(file -> this.library.add(read(file)));
        tests.forEach(this::read);
    }

    private String read(byte[] file) {
        var node = new ClassNode();
        new ClassReader(file).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        classes.put(node.name, node);
        return node.name;
    }

    /** The name of the twin. As twins all return the same type, it tells the type that the method returns. */
    static String twin(String name, String desc) {
        var result = Type.getReturnType(desc).getDescriptor();
        return name + "$async$" + result.replace('/', '_').replace(';', '_').replace('[', '_');
    }

    /** Whether the method has a body that can be async. The longest ones, which fill arrays, leave no room for awaits. */
    static boolean canBeAsync(MethodNode method) {
        var length = method.instructions.size();
        return length > 0 && length <= LONGEST && !method.name.startsWith("<");
    }

    /** Whether the method's body can be that of its twin. A synchronized method's can't: whoever calls it has to lock. */
    static boolean hasAsyncTwin(MethodNode method) {
        return canBeAsync(method) && !isSynchronized(method);
    }

    static boolean isSynchronized(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
    }

    static boolean isVirtual(MethodNode method) {
        return (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0 && !method.name.startsWith("<");
    }

    /** Whether {@code owner} gets a twin of its {@code method}. */
    static boolean hasTwin(ClassNode owner, MethodNode method) {
        var isOldInterface = (owner.access & Opcodes.ACC_INTERFACE) != 0 && (owner.version & 0xFFFF) < JAVA_8;
        return (owner.access & Opcodes.ACC_ANNOTATION) == 0
                && !isOldInterface
                && (isVirtual(method) || hasAsyncTwin(method));
    }

    /** Whether a call that names this method can be one of the twin. */
    boolean hasTwin(String owner, String name, String desc) {
        var declaring = declaring(owner, name, desc);
        return declaring != null
                && library.contains(declaring.name)
                && hasTwin(declaring, declared(declaring, name, desc));
    }

    /** Whether a method of a test's class overrides one of the library that has a twin. */
    boolean overridesTwin(ClassNode owner, MethodNode method) {
        return isVirtual(method) && overrides(owner, method.name, method.desc);
    }

    private boolean overrides(ClassNode owner, String name, String desc) {
        if (owner.superName != null && hasVirtualTwin(owner.superName, name, desc)) {
            return true;
        }
        return owner.interfaces.stream().anyMatch(type -> hasVirtualTwin(type, name, desc));
    }

    private boolean hasVirtualTwin(String type, String name, String desc) {
        var node = classes.get(type);
        if (node == null) {
            return false;
        }
        var method = method(node, name, desc);
        return (library.contains(type) && method != null && isVirtual(method) && hasTwin(node, method))
                || overrides(node, name, desc);
    }

    private @Nullable ClassNode declaring(String owner, String name, String desc) {
        for (var node = classes.get(owner); node != null; node = classes.get(node.superName)) {
            if (method(node, name, desc) != null) {
                return node;
            }
            if (node.superName == null) {
                break;
            }
        }
        return declaringInterface(owner, name, desc);
    }

    private @Nullable ClassNode declaringInterface(String owner, String name, String desc) {
        for (var node = classes.get(owner); node != null; node = classes.get(node.superName)) {
            for (var type : node.interfaces) {
                var declaring = declaring(type, name, desc);
                if (declaring != null && isVirtual(declared(declaring, name, desc))) {
                    return declaring;
                }
            }
            if (node.superName == null) {
                break;
            }
        }
        return null;
    }

    /** A method that {@code owner} is known to declare. */
    private static MethodNode declared(ClassNode owner, String name, String desc) {
        return Objects.requireNonNull(method(owner, name, desc));
    }

    private static @Nullable MethodNode method(ClassNode owner, String name, String desc) {
        return owner.methods.stream()
                .filter(method -> method.name.equals(name) && method.desc.equals(desc))
                .findFirst()
                .orElse(null);
    }
}
