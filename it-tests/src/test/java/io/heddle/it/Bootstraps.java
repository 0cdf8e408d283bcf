package io.heddle.it;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Links the {@code invokedynamic} instructions that the rewriters put into targets: to the object that the loader of
 * the calling class carries. So a run has its own state, and none of it is static.
 */
public final class Bootstraps {
    static final String BIND = "bind";
    static final String ACTIVATION = "activation";

    private Bootstraps() {}

    /** A call of the hook's method of that name and type. */
    public static CallSite bind(MethodHandles.Lookup caller, String name, MethodType type)
            throws ReflectiveOperationException {
        var hook = hook(caller);
        var method = MethodHandles.lookup().findVirtual(hook.getClass(), name, type);
        return new ConstantCallSite(method.bindTo(hook));
    }

    /** A call of {@code body}, the code of an async method, which the blocking reference is told of. */
    public static CallSite activation(MethodHandles.Lookup caller, String name, MethodType type, MethodHandle body)
            throws ReflectiveOperationException {
        return new ConstantCallSite(((BlockingReference) hook(caller)).activation(name, body.asType(type)));
    }

    private static Object hook(MethodHandles.Lookup caller) {
        return ((TargetLoader) caller.lookupClass().getClassLoader()).hook();
    }
}
