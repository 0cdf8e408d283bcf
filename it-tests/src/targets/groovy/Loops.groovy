package groovyprograms

import static io.heddle.Coroutines.await
import static io.heddle.Coroutines.done

import groovy.transform.CompileStatic
import io.heddle.Async
import io.heddle.AsyncCloseable
import io.heddle.Coroutine
import io.heddle.it.Expects
import io.heddle.it.Probe
import io.heddle.it.ProbeItems

/** Loops over what must be waited for, and resources whose close must be. */
@CompileStatic
class Loops {
    @Async
    @Expects(['iterator of a', 'await true', 'next a0', 'await a0!', 'await true', 'next a1', 'await a1!', 'await false', '= a0!a1!'])
    static Coroutine<?> toTheEnd(Probe p) {
        String all = ''
        for (String x : p.items('a', 2)) {
            all += await(p.value(x + '!'))
        }
        return done(all)
    }

    @Async
    @Expects(['iterator of a', 'await true', 'next a0', 'close a', 'await null', 'await behind', '= a0behind'])
    static Coroutine<?> leftByBreak(Probe p) {
        String all = ''
        for (x in p.items('a', 3)) {
            all += x
            break
        }
        return done(all + await(p.value('behind')))
    }

    @Async
    @Expects(['iterator of a', 'await true', 'next a0', 'await true', 'next a1', 'await a1', 'close a', 'await null', '= a1'])
    static Coroutine<?> leftByReturn(Probe p) {
        for (String x : p.items('a', 3)) {
            if (x == 'a1') {
                return done(await(p.value(x)))
            }
        }
        return done('none')
    }

    @Async
    @Expects([
        'iterator of a', 'await true', 'next a0', 'await java.lang.IllegalStateException: a0',
        'close a after java.lang.IllegalStateException: a0', 'await java.lang.IllegalStateException: close of a fails', 'finally',
        '! java.lang.IllegalStateException: a0', '  suppressed java.lang.IllegalStateException: close of a fails'])
    static Coroutine<?> leftByAnException(Probe p) {
        try {
            for (String x : p.items('a', 3, ProbeItems.Quirk.CLOSE_FAILS)) {
                await(p.fail(new IllegalStateException(x)))
            }
        } finally {
            p.log('finally')
        }
        return done('never')
    }

    @Async
    @Expects([
        'iterator of a', 'await true', 'next a0', 'iterator of b', 'await true', 'next b0', 'close b', 'await null',
        'await true', 'next a1', 'iterator of b', 'await true', 'next b0', 'close b', 'await null', 'close a', 'await null', '= a0 a1 '])
    static Coroutine<?> loopsInLoops(Probe p) {
        String all = ''
        outer:
        for (String x : p.items('a', 3)) {
            for (String y : p.items('b', 3)) {
                all += x + ' '
                if (x == 'a1') break outer
                continue outer
            }
        }
        return done(all)
    }

    @Async
    @Expects('= nothing')
    static Coroutine<?> overNothing(Probe p) {
        ProbeItems none = null
        for (String x : none) {
            return done(x)
        }
        return done('nothing')
    }

    @Async
    @Expects(['iterator of a', 'await true', 'next a0', 'await true', 'next a1', 'await false', '= 2'])
    static Coroutine<?> writtenOut(Probe p) {
        Iterator<String> iterator = p.items('a', 2).iterator()
        int count = 0
        while (iterator.hasNext()) {
            iterator.next()
            count++
        }
        return done(count)
    }

    @Async
    @Expects(['open a', 'await in', 'close a', 'await null', 'await behind', '= inbehind'])
    static Coroutine<?> resource(Probe p) {
        String text = ''
        try (def a = p.session('a')) {
            text += await(p.value('in'))
        }
        return done(text + await(p.value('behind')))
    }

    @Async
    @Expects([
        'open a', 'open b', 'await java.lang.IllegalStateException: in', 'close b after java.lang.IllegalStateException: in',
        'await java.lang.IllegalStateException: close of b fails', 'close a after java.lang.IllegalStateException: in',
        'await java.lang.IllegalStateException: in', 'caught',
        '= in [java.lang.IllegalStateException: close of b fails]'])
    static Coroutine<?> resourcesThatFail(Probe p) {
        try (def a = p.session('a'); def b = p.session('b', ProbeItems.Quirk.CLOSE_FAILS)) {
            await(p.fail(new IllegalStateException('in')))
        } catch (IllegalStateException e) {
            p.log('caught')
            return done(e.message + ' ' + e.suppressed.toList())
        }
        return done('never')
    }

    @Async
    @Expects(['open a', 'await in', 'close a', 'await null', '= in'])
    static Coroutine<?> closedInAFinally(Probe p) {
        AsyncCloseable a = p.session('a')
        try {
            return done(await(p.value('in')))
        } finally {
            a.close()
        }
    }
}
