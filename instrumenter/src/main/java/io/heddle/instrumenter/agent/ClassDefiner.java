package io.heddle.instrumenter.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defines generated classes in the loader of the class that they belong to. That class is not there yet while it is
 * being woven, so no {@link MethodHandles.Lookup} of its package can be had, and {@link ClassLoader#defineClass} is
 * protected. An agent may open {@code java.lang} to itself, which no {@code --add-opens} of the user's is needed for.
 */
final class ClassDefiner {
    private final MethodHandle defineClass;
    private final MethodHandle findLoadedClass;

    private ClassDefiner(MethodHandle defineClass, MethodHandle findLoadedClass) {
        this.defineClass = defineClass;
        this.findLoadedClass = findLoadedClass;
    }

    /** Opens {@code java.lang} to the module of this class. */
    static ClassDefiner open(Instrumentation instrumentation) throws ReflectiveOperationException {
        var opens = Map.of("java.lang", Set.of(ClassDefiner.class.getModule()));
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
        var lookup = MethodHandles.privateLookupIn(ClassLoader.class, MethodHandles.lookup());
        var defineClass = MethodType.methodType(
                Class.class, String.class, byte[].class, int.class, int.class, ProtectionDomain.class);
        return new ClassDefiner(
                lookup.findVirtual(ClassLoader.class, "defineClass", defineClass),
                lookup.findVirtual(
                        ClassLoader.class, "findLoadedClass", MethodType.methodType(Class.class, String.class)));
    }

    /**
     * Defines a class, unless {@code loader} has it: two threads may load its owner at once, both weave it, and the JVM
     * takes the owner of one of them.
     */
    void define(ClassLoader loader, @Nullable ProtectionDomain domain, String internalName, byte[] classFile)
            throws Throwable {
        var name = internalName.replace('/', '.');
        try {
            defineClass.invoke(loader, name, classFile, 0, classFile.length, domain);
        } catch (LinkageError e) {
            if (findLoadedClass.invoke(loader, name) == null) {
                throw e;
            }
        }
    }
}
