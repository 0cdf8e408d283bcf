package io.heddle.instrumenter.scan;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.util.TraceSignatureVisitor;

/** Types and declarations as a user would write them, with simple names. */
final class SourceNames {
    private SourceNames() {}

    /** The simple name of a class, {@code Entry} for {@code java/util/Map$Entry}. */
    static String simpleName(String internalName) {
        var simple = internalName.substring(internalName.lastIndexOf('/') + 1);
        return simple.substring(simple.lastIndexOf('$') + 1);
    }

    /** A class in the middle of a sentence: "a `Session`", "an `Entry`". */
    static String withArticle(String internalName) {
        var name = simpleName(internalName);
        return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a `" : "an `") + name + "`";
    }

    /** The simple name that a class has in its source; null for an anonymous class. */
    static @Nullable String simpleName(ClassNode node) {
        for (var inner : node.innerClasses) {
            if (inner.name.equals(node.name)) {
                return inner.innerName;
            }
        }
        return node.name.substring(node.name.lastIndexOf('/') + 1);
    }

    /** A method's return type with its type arguments, as {@code Map<String, Integer>}. */
    static String returnType(MethodNode method) {
        if (method.signature == null) {
            return withoutPackages(Type.getReturnType(method.desc).getClassName());
        }
        var printer = new TraceSignatureVisitor(0);
        new SignatureReader(method.signature).accept(printer);
        return withoutPackages(printer.getReturnType());
    }

    /** The declaration that makes a method of another type an async one: {@code @Async Coroutine<Integer> total(..)}. */
    static String asyncDeclaration(MethodNode method) {
        var modifier = (method.access & Opcodes.ACC_STATIC) != 0 ? "static " : "";
        return "@Async " + modifier + "Coroutine<" + boxed(method) + "> " + method.name + "(..)";
    }

    private static String boxed(MethodNode method) {
        var type = Type.getReturnType(method.desc);
        return switch (type.getSort()) {
            case Type.VOID -> "Void";
            case Type.INT -> "Integer";
            case Type.CHAR -> "Character";
            case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.LONG, Type.FLOAT, Type.DOUBLE -> capitalised(type);
            default -> returnType(method);
        };
    }

    private static String capitalised(Type primitive) {
        var name = primitive.getClassName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String withoutPackages(String type) {
        return type.replaceAll("\\b(?:\\w+\\.)+(?=\\w)", "").replaceAll("\\b\\w+\\$(?=[A-Za-z])", "");
    }
}
