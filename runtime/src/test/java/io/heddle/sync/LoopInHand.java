package io.heddle.sync;

import io.heddle.EventLoop;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test method inside a pass of a loop that goes on only when the test says so: as straight as a coroutine of
 * asyncio's own tests, in which {@code sleep(0)} stands for {@link #pass}.
 */
final class LoopInHand implements Executor, InvocationInterceptor {
    private final ArrayDeque<Runnable> passes = new ArrayDeque<>();
    private final EventLoop loop = EventLoop.on(this);

    @Override
    public void execute(Runnable pass) {
        passes.add(pass);
    }

    /** Runs what is ready, and not what becomes ready through that. */
    void pass() {
        for (var left = passes.size(); left > 0; left--) {
            passes.remove().run();
        }
    }

    /** Runs passes until nothing is ready. */
    void settle() {
        while (!passes.isEmpty()) {
            pass();
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        inPass(test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        inPass(test);
    }

    private void inPass(Invocation<Void> test) throws Throwable {
        var failure = new @Nullable Throwable[1];
        loop.execute(() -> {
            try {
                test.proceed();
            } catch (Throwable e) {
                failure[0] = e;
            }
        });
        pass();
        if (failure[0] != null) {
            throw failure[0];
        }
    }
}
