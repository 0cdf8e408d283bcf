package io.heddle.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The work on {@code jdk.internal.vm.Continuation}, the JDK's own coroutine under its virtual threads: what remains of
 * these without a scheduler. Reached by constant method handles, which the JIT sees through.
 */
final class ContinuationPeer {
    private static final Object SCOPE;
    private static final MethodHandle NEW;
    private static final MethodHandle RUN;
    private static final MethodHandle YIELD;
    private static final MethodHandle IS_DONE;

    static {
        try {
            var scopeType = Class.forName("jdk.internal.vm.ContinuationScope");
            var type = Class.forName("jdk.internal.vm.Continuation");
            var lookup = MethodHandles.lookup();
            SCOPE = scopeType.getConstructor(String.class).newInstance("benchmark");
            NEW = lookup.findConstructor(type, MethodType.methodType(void.class, scopeType, Runnable.class))
                    .bindTo(SCOPE)
                    .asType(MethodType.methodType(Object.class, Runnable.class));
            RUN = lookup.findVirtual(type, "run", MethodType.methodType(void.class))
                    .asType(MethodType.methodType(void.class, Object.class));
            YIELD = lookup.findStatic(type, "yield", MethodType.methodType(boolean.class, scopeType))
                    .bindTo(SCOPE);
            IS_DONE = lookup.findVirtual(type, "isDone", MethodType.methodType(boolean.class))
                    .asType(MethodType.methodType(boolean.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ContinuationPeer() {}

    /** Runs {@code body} in a continuation that is resumed whenever it yields. */
    static void run(Runnable body) {
        try {
            var continuation = NEW.invokeExact(body);
            while (!(boolean) IS_DONE.invokeExact(continuation)) {
                RUN.invokeExact(continuation);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void suspend() {
        try {
            var unused = (boolean) YIELD.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    static int yields(int depth, int times) {
        if (depth > 1) {
            return yields(depth - 1, times) + 1;
        }
        for (int i = 0; i < times; i++) {
            suspend();
        }
        return times;
    }

    static int descents(int depth, int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            sum += yields(depth, 1);
        }
        return sum;
    }

    static int spawnAndJoin(int times) {
        int sum = 0;
        for (int i = 0; i < times; i++) {
            var child = new int[1];
            run(() -> {
                suspend();
                child[0] = 1;
            });
            sum += child[0];
        }
        return sum;
    }
}
