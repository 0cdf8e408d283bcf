package proxies;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static io.heddle.Coroutines.yieldNow;
import static org.easymock.EasyMock.anyInt;
import static org.easymock.EasyMock.expect;
import static org.easymock.EasyMock.expectLastCall;
import static org.easymock.EasyMock.mock;
import static org.easymock.EasyMock.niceMock;
import static org.easymock.EasyMock.partialMockBuilder;
import static org.easymock.EasyMock.replay;
import static org.easymock.EasyMock.strictMock;
import static org.easymock.EasyMock.verify;

import io.heddle.Async;
import io.heddle.Coroutine;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.matcher.ElementMatchers;

/** Proxies of several makes. Each method is one scenario. */
final class Scenarios {
    private Scenarios() {}

    @Async
    static Coroutine<String> easyMockExpectations() {
        Service service = mock(Service.class);
        expect(service.fetch(1)).andReturn(done("one"));
        expect(service.fetch(2)).andReturn(done("two")).times(2);
        replay(service);
        var result = await(service.fetch(1)) + await(service.fetch(2)) + await(service.fetch(2));
        verify(service);
        return done(result);
    }

    @Async
    static Coroutine<String> easyMockLastCall() {
        Service service = strictMock(Service.class);
        service.fetch(1);
        expectLastCall().andReturn(done("last"));
        replay(service);
        var result = await(service.fetch(1));
        verify(service);
        return done(result);
    }

    @Async
    static Coroutine<String> easyMockStubs() {
        Service service = niceMock(Service.class);
        expect(service.fetch(anyInt())).andStubReturn(done("stub"));
        expect(service.fetchBoth(1, 2)).andAnswer(() -> done("answer"));
        replay(service);
        return done(await(service.fetch(1)) + await(service.fetch(5)) + await(service.fetchBoth(1, 2)));
    }

    @Async
    static Coroutine<String> easyMockPartialMock() {
        Service service =
                partialMockBuilder(Service.class).addMockedMethod("fetch").createMock();
        expect(service.fetch(1)).andReturn(done("one"));
        expect(service.fetch(2)).andReturn(done("two"));
        replay(service);
        var result = await(service.fetchBoth(1, 2));
        verify(service);
        return done(result);
    }

    @Async
    static Coroutine<String> easyMockMissingCall() {
        Service service = mock(Service.class);
        expect(service.fetch(1)).andReturn(done("one"));
        replay(service);
        try {
            verify(service);
            return done("verified");
        } catch (AssertionError e) {
            return done(e.getMessage());
        }
    }

    @Async
    static Coroutine<String> jdkProxyOfAnAsyncInterface() {
        var log = new ArrayList<String>();
        var source = new Source() {
            @Override
            @Async
            public Coroutine<String> next(String prefix) {
                await(yieldNow());
                return done(prefix + "!");
            }
        };
        var proxy = proxy(log, (self, method, arguments) -> method.invoke(source, arguments));
        return done(await(proxy.next("a")) + await(proxy.twice("b")) + log);
    }

    @Async
    static Coroutine<String> jdkProxyThatCallsTheDefaultMethod() {
        var log = new ArrayList<String>();
        var proxy = proxy(
                log,
                (self, method, arguments) -> method.isDefault()
                        ? InvocationHandler.invokeDefault(self, method, arguments)
                        : done("next " + arguments[0]));
        return done(await(proxy.twice("x")) + log);
    }

    private static Source proxy(List<String> log, InvocationHandler handler) {
        return (Source) Proxy.newProxyInstance(
                Source.class.getClassLoader(), new Class<?>[] {Source.class}, (self, method, arguments) -> {
                    log.add(method.getName());
                    return handler.invoke(self, method, arguments);
                });
    }

    @Async
    static Coroutine<String> subclassProxySeesItsOwnCalls() throws ReflectiveOperationException {
        var log = new ArrayList<String>();
        var type = new ByteBuddy()
                .subclass(Service.class)
                .method(ElementMatchers.isDeclaredBy(Service.class))
                .intercept(MethodDelegation.to(new Logged(log)))
                .make()
                .load(Service.class.getClassLoader())
                .getLoaded();
        var service = type.getConstructor(String.class).newInstance("proxied");
        return done(await(service.fetchBoth(1, 2)) + await(service.fixedTwice(3)) + log);
    }

    @Async
    static Coroutine<String> subclassProxyOfATarget() throws ReflectiveOperationException {
        var log = new ArrayList<String>();
        var target = new Service("target");
        var type = new ByteBuddy()
                .subclass(Service.class)
                .method(ElementMatchers.isDeclaredBy(Service.class))
                .intercept(InvocationHandlerAdapter.of((self, method, arguments) -> {
                    log.add(method.getName());
                    return method.invoke(target, arguments);
                }))
                .make()
                .load(Service.class.getClassLoader())
                .getLoaded();
        var service = type.getConstructor(String.class).newInstance("proxied");
        return done(await(service.fetchBoth(1, 2)) + await(service.findFrom(3)) + log);
    }
}
