package mocks;

import static io.heddle.Coroutines.await;
import static io.heddle.Coroutines.done;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import io.heddle.Async;
import io.heddle.Coroutine;
import org.mockito.ArgumentCaptor;
import org.mockito.exceptions.base.MockitoAssertionError;

/** What people do with mocks. Each method is one scenario. */
final class Scenarios {
    private Scenarios() {}

    @Async
    static Coroutine<String> stubbedMethodOfAMock() {
        var service = mock(Service.class);
        when(service.fetch(1)).thenReturn(done("x"));
        var result = await(new Client(service).load(1));
        verify(service).fetch(1);
        verifyNoMoreInteractions(service);
        return done(result);
    }

    @Async
    static Coroutine<String> oneStubIsAwaitedAgainAndAgain() {
        var service = mock(Service.class);
        when(service.fetch(anyInt())).thenReturn(done("x"));
        var result = await(new Client(service).loadAll(1, 2, 1));
        verify(service, times(2)).fetch(1);
        verify(service, times(3)).fetch(anyInt());
        verify(service, never()).fetch(3);
        return done(result);
    }

    @Async
    static Coroutine<String> consecutiveStubs() {
        var service = mock(Service.class);
        when(service.fetch(1)).thenReturn(done("first")).thenReturn(done("second"));
        return new Client(service).loadAll(1, 1, 1);
    }

    @Async
    static Coroutine<String> behaviourDrivenStubs() {
        var service = mock(Service.class);
        given(service.fetch(1)).willReturn(done("given"));
        var result = await(new Client(service).load(1));
        then(service).should().fetch(1);
        then(service).should(never()).fetch(2);
        return done(result);
    }

    @Async
    static Coroutine<String> failures() {
        var service = mock(Service.class);
        when(service.fetch(1)).thenThrow(new IllegalStateException("thrown by the call"));
        doThrow(new IllegalStateException("thrown too")).when(service).fetch(2);
        return new Client(service).loadAll(1, 2);
    }

    @Async
    static Coroutine<String> answers() {
        var service = mock(Service.class);
        when(service.fetch(anyInt())).thenAnswer(call -> done("answer " + call.getArgument(0)));
        doAnswer(call -> done("other")).when(service).fetch(5);
        return new Client(service).loadAll(4, 5);
    }

    @Async
    static Coroutine<String> realMethodOfAMock() {
        var service = mock(Service.class);
        doCallRealMethod().when(service).fetchBoth(1, 2);
        when(service.fetch(1)).thenReturn(done("one"));
        when(service.fetch(2)).thenReturn(done("two"));
        return service.fetchBoth(1, 2);
    }

    @Async
    static Coroutine<String> spyCallsRealMethods() {
        var service = spy(new Service("real"));
        var result = await(service.fetchBoth(1, 2));
        verify(service).fetchBoth(1, 2);
        verify(service).fetch(1);
        verify(service).fetch(2);
        return done(result + service.plain());
    }

    @Async
    static Coroutine<String> stubbedMethodOfASpyIsCalledByItself() {
        var service = spy(new Service("real"));
        doReturn(done("stub")).when(service).fetch(2);
        return service.fetchBoth(1, 2);
    }

    @Async
    static Coroutine<String> stubbedFinalMethodIsCalledByItself() {
        var service = spy(new Service("real"));
        doReturn(done("stub")).when(service).fixed(2);
        var result = await(service.fixedTwice(1));
        verify(service).fixed(1);
        verify(service).fixed(2);
        return done(result);
    }

    @Async
    static Coroutine<String> stubbedStaticMethod() {
        try (var statics = mockStatic(Service.class)) {
            statics.when(() -> Service.find(1)).thenReturn(done("stub"));
            var result = await(Service.find(1));
            statics.verify(() -> Service.find(1));
            return done(result);
        }
    }

    @Async
    static Coroutine<String> stubbedStaticMethodIsCalledByItsClass() {
        try (var statics = mockStatic(Service.class, CALLS_REAL_METHODS)) {
            statics.when(() -> Service.find(11)).thenReturn(done("stub"));
            var result = await(Service.findOther(1)) + await(Service.findOther(2));
            result += await(new Service("instance ").findFrom(11));
            statics.verify(() -> Service.find(11), times(2));
            statics.verify(() -> Service.find(12));
            return done(result);
        }
    }

    @Async
    static Coroutine<String> staticMethodsAreRealAgainAfterwards() {
        try (var statics = mockStatic(Service.class)) {
            statics.when(() -> Service.find(anyInt())).thenReturn(done("stub"));
            statics.reset();
        }
        return Service.findOther(3);
    }

    @Async
    static Coroutine<String> mockedConstruction() {
        try (var built = mockConstruction(
                Service.class, (service, context) -> when(service.fetch(7)).thenReturn(done("built")))) {
            var result = await(new Client(new Service("never")).load(7));
            return done(result + built.constructed().size());
        }
    }

    @Async
    static Coroutine<String> finalClass() {
        var sealed = mock(Sealed.class);
        when(sealed.next("a")).thenReturn(done("stub"));
        doCallRealMethod().when(sealed).length(anyString());
        doReturn(done("seven..")).when(sealed).next("b");
        var result = await(sealed.next("a")) + await(sealed.length("b"));
        verify(sealed).length("b");
        return done(result);
    }

    @Async
    static Coroutine<String> spyOfAFinalClass() {
        var sealed = spy(new Sealed());
        doReturn(done("stub")).when(sealed).next("x");
        return done(await(sealed.length("x")) + " " + await(sealed.length("xyz")));
    }

    @Async
    static Coroutine<String> interfaceWithADefaultMethod() {
        var source = mock(Source.class);
        when(source.next(anyString())).thenReturn(done("next"));
        when(source.next(eq("again p"))).thenReturn(done("again"));
        when(source.twice("p")).thenCallRealMethod();
        return source.twice("p");
    }

    @Async
    static Coroutine<String> orderAndArguments() {
        var service = mock(Service.class);
        lenient().when(service.fetch(anyInt())).thenReturn(done("x"));
        await(new Client(service).loadAll(3, 1, 2));
        var order = inOrder(service);
        order.verify(service).fetch(3);
        order.verify(service).fetch(1);
        var argument = ArgumentCaptor.forClass(Integer.class);
        verify(service, times(3)).fetch(argument.capture());
        return done(argument.getAllValues().toString());
    }

    @Async
    static Coroutine<String> resetMock() {
        var service = spy(new Service("real"));
        doReturn(done("stub")).when(service).fetch(1);
        var before = await(service.fetch(1));
        reset(service);
        return done(before + await(service.fetch(1)));
    }

    @Async
    static Coroutine<String> verificationThatFails() {
        var service = mock(Service.class);
        try {
            verify(service).fetch(1);
            return done("verified");
        } catch (MockitoAssertionError e) {
            return done(e.getMessage()
                    .lines()
                    .filter(line -> !line.contains("->"))
                    .toList()
                    .toString());
        }
    }

    @Async
    static Coroutine<String> whatWasCalledIsAwaitedLater() {
        var service = mock(Service.class);
        when(service.fetch(1)).thenReturn(done("kept"));
        var kept = service.fetch(1);
        verify(service).fetch(1);
        return done(await(kept) + await(service.fetch(1)));
    }
}
