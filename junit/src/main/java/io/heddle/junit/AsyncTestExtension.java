package io.heddle.junit;

import io.heddle.EventLoop;
import io.heddle.Runner;
import io.heddle.VirtualClock;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * One run of an {@link AsyncTest}, as Jupiter sees it: a loop before, an eye on the clock and on the tasks around each
 * method, and a look at what is left after.
 */
final class AsyncTestExtension
        implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor, ParameterResolver {
    private final AsyncTest options;
    private final Order order;
    private @Nullable TestLoop loop;

    AsyncTestExtension(AsyncTest options, Order order) {
        this.options = options;
        this.order = order;
    }

    private TestLoop loop() {
        if (loop == null) {
            throw new IllegalStateException("the test has not begun");
        }
        return loop;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        loop = new TestLoop(context.getDisplayName(), options.virtualTime(), order);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        loop().close(context.getExecutionException().isEmpty());
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        watch(invocation);
    }

    private void watch(Invocation<@Nullable Void> invocation) throws Throwable {
        var runner = loop().runner();
        try (var watchdog = Watchdog.watch(runner.loop(), options.timeoutSeconds())) {
            try {
                AsyncMethods.invoke(invocation, runner);
            } catch (Throwable e) {
                throw loop().withTasks(watchdog.inPlaceOf(e));
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return loop != null && (type == Runner.class || type == EventLoop.class || type == VirtualClock.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        var runner = loop().runner();
        return type == Runner.class ? runner : type == EventLoop.class ? runner.loop() : runner.clock();
    }
}
