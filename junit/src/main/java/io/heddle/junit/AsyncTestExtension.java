package io.heddle.junit;

import io.heddle.EventLoop;
import io.heddle.Runner;
import io.heddle.VirtualClock;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * One run of an {@link AsyncTest}, as Jupiter sees it: a loop before, an eye on the clock and on the tasks around each
 * method, and a look at what is left after. The loop is kept by Jupiter, for there is one extension for all runs.
 */
final class AsyncTestExtension
        implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(AsyncTestExtension.class);

    static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    private static @Nullable TestLoop loopOf(ExtensionContext context) {
        return store(context).get(TestLoop.class, TestLoop.class);
    }

    private static TestLoop loop(ExtensionContext context) {
        return Objects.requireNonNull(loopOf(context), "the test has not begun");
    }

    private static AsyncTest options(ExtensionContext context) {
        return context.getRequiredTestMethod().getAnnotation(AsyncTest.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        var options = options(context);
        if (AsyncTestInvocations.hasOtherProvider(context) && (options.shuffles() > 0 || options.seeds().length > 0)) {
            throw new ExtensionConfigurationException(
                    "@AsyncTest with shuffles or seeds provides the runs of a test, and so does another annotation of "
                            + context.getRequiredTestMethod().getName() + ": leave one of them out");
        }
        var order = store(context).getOrDefault(Order.class, Order.class, Order.FIFO);
        store(context).put(TestLoop.class, new TestLoop(context.getDisplayName(), options.virtualTime(), order));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var loop = loopOf(context);
        if (loop != null) {
            loop.close(context.getExecutionException().isEmpty());
        }
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation, context);
    }

    private static void watch(Invocation<@Nullable Void> method, ExtensionContext context) throws Throwable {
        loop(context).call(method::proceed, options(context).timeoutSeconds());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return loopOf(context) != null
                && (type == Runner.class || type == EventLoop.class || type == VirtualClock.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        var runner = loop(context).runner();
        return type == Runner.class ? runner : type == EventLoop.class ? runner.loop() : runner.clock();
    }
}
