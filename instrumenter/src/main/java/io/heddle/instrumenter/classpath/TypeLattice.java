package io.heddle.instrumenter.classpath;

import io.heddle.instrumenter.classpath.ClassHierarchy.ClassHeader;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The subtype order of reference types. Types are given by internal name, arrays by descriptor, as in the operands of
 * {@code checkcast}: {@code java/lang/String}, {@code [I}, {@code [Ljava/lang/String;}.
 *
 * <p>An incomplete class path is normal, so every question has the answer "unknown" beside its others, and it is given
 * only where a missing class file would decide: a supertype that is found before the gap counts. Nothing is thrown.
 * Thread-safe where the hierarchy is.
 */
public final class TypeLattice {
    private static final String OBJECT = "java/lang/Object";
    private static final Set<String> SUPERTYPES_OF_ARRAYS =
            Set.of(OBJECT, "java/lang/Cloneable", "java/io/Serializable");

    private final ClassHierarchy hierarchy;
    private final ConcurrentMap<Question, Assignability> answers = new ConcurrentHashMap<>();

    private record Question(String from, String to) {}

    /**
     * The order of the classes of {@code hierarchy}. What has been asked about must not change any more, as answers are
     * kept; other classes may be added.
     */
    public TypeLattice(ClassHierarchy hierarchy) {
        this.hierarchy = hierarchy;
    }

    /**
     * Whether a value of type {@code from} may be assigned to a variable of type {@code to} in the source language.
     * (The verifier is laxer: it takes any reference where an interface is asked for.)
     */
    public Assignability isAssignable(String from, String to) {
        if (from.equals(to) || to.equals(OBJECT)) {
            return Assignability.YES;
        }
        if (isArray(from)) {
            return isArray(to) ? isArrayAssignable(from, to) : answer(SUPERTYPES_OF_ARRAYS.contains(to));
        }
        if (isArray(to) || from.equals(OBJECT)) {
            return Assignability.NO;
        }
        return hasSupertype(from, to);
    }

    /**
     * The type that a variable has where two paths meet, as the verifier sees it: the one of the two that the other is
     * assignable to, else the nearest common superclass; two unrelated types of which one is an interface meet in
     * {@code Object}.
     *
     * @return null where a missing class file would decide
     */
    public @Nullable String commonSupertype(String a, String b) {
        if (a.equals(b)) {
            return a;
        }
        if (a.equals(OBJECT) || b.equals(OBJECT)) {
            return OBJECT;
        }
        if (isArray(a) || isArray(b)) {
            return commonSupertypeOfArray(a, b);
        }
        var forwards = isAssignable(a, b);
        if (forwards == Assignability.YES) {
            return b;
        }
        var backwards = isAssignable(b, a);
        if (backwards == Assignability.YES) {
            return a;
        }
        var mayImplement = (forwards == Assignability.UNKNOWN && isInterface(b))
                || (backwards == Assignability.UNKNOWN && isInterface(a));
        return mayImplement ? null : commonSuperclass(a, b);
    }

    /** The first class among {@code name} and its supertypes whose class file can't be found; null where all are there. */
    public @Nullable String firstMissing(String name) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(name);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (seen.add(next)) {
                var header = hierarchy.find(next);
                if (header == null) {
                    return next;
                }
                addSupertypes(header, false, open);
            }
        }
        return null;
    }

    private Assignability isArrayAssignable(String from, String to) {
        var fromComponent = component(from);
        var toComponent = component(to);
        if (isPrimitive(fromComponent) || isPrimitive(toComponent)) {
            return answer(fromComponent.equals(toComponent));
        }
        return isAssignable(nameOf(fromComponent), nameOf(toComponent));
    }

    private @Nullable String commonSupertypeOfArray(String a, String b) {
        if (isArray(a) && isArray(b)) {
            var left = component(a);
            var right = component(b);
            if (isPrimitive(left) || isPrimitive(right)) {
                return OBJECT;
            }
            var common = commonSupertype(nameOf(left), nameOf(right));
            return common == null ? null : "[" + Type.getObjectType(common).getDescriptor();
        }
        var other = isArray(a) ? b : a;
        return SUPERTYPES_OF_ARRAYS.contains(other) ? other : OBJECT;
    }

    private Assignability hasSupertype(String from, String to) {
        var question = new Question(from, to);
        var known = answers.get(question);
        if (known == null) {
            known = searchSupertype(from, to);
            answers.put(question, known);
        }
        return known;
    }

    private Assignability searchSupertype(String from, String to) {
        var onlySuperclasses = isClass(to);
        var seen = new HashSet<String>();
        var open = new ArrayDeque<String>();
        open.add(from);
        var gap = false;
        while (!open.isEmpty()) {
            var name = open.remove();
            if (name.equals(to)) {
                return Assignability.YES;
            }
            if (!seen.add(name)) {
                continue;
            }
            var header = hierarchy.find(name);
            if (header == null) {
                gap = true;
            } else {
                addSupertypes(header, onlySuperclasses, open);
            }
        }
        return gap ? Assignability.UNKNOWN : Assignability.NO;
    }

    /** A gap among the interfaces says nothing where the question is about a class. */
    private static void addSupertypes(ClassHeader header, boolean onlySuperclasses, ArrayDeque<String> open) {
        if (header.superName() != null) {
            open.add(header.superName());
        }
        if (!onlySuperclasses) {
            open.addAll(header.interfaces());
        }
    }

    private @Nullable String commonSuperclass(String a, String b) {
        var ofB = superclasses(b);
        for (var candidate : superclasses(a)) {
            if (ofB.contains(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** The class itself and its superclasses from below, as far as they can be found. */
    private Set<String> superclasses(String name) {
        var chain = new LinkedHashSet<String>();
        for (String next = name; next != null && chain.add(next); ) {
            var header = hierarchy.find(next);
            next = header == null ? null : header.superName();
        }
        return chain;
    }

    /** Whether {@code name} is known to be an interface; false where its class file can't be found. */
    public boolean isInterface(String name) {
        var header = hierarchy.find(name);
        return header != null && (header.access() & Opcodes.ACC_INTERFACE) != 0;
    }

    private boolean isClass(String name) {
        var header = hierarchy.find(name);
        return header != null && (header.access() & Opcodes.ACC_INTERFACE) == 0;
    }

    private static Assignability answer(boolean yes) {
        return yes ? Assignability.YES : Assignability.NO;
    }

    private static boolean isArray(String name) {
        return name.charAt(0) == '[';
    }

    private static String component(String array) {
        return array.substring(1);
    }

    private static boolean isPrimitive(String descriptor) {
        return descriptor.length() == 1;
    }

    private static String nameOf(String descriptor) {
        return Type.getType(descriptor).getInternalName();
    }
}
