package kotlinprograms

import io.heddle.Async
import io.heddle.Coroutine
import io.heddle.Coroutines.await
import io.heddle.Coroutines.done
import io.heddle.it.Expects
import io.heddle.it.Probe
import io.heddle.it.ProbeItems

@Async
@Expects(
    "iterator of a",
    "await true",
    "next a0",
    "await a0!",
    "await true",
    "next a1",
    "await a1!",
    "await false",
    "= a0!a1!",
)
fun loopToTheEnd(p: Probe): Coroutine<*> {
    var all = ""
    for (x in p.items("a", 2)) {
        all += await(p.value("$x!"))
    }
    return done(all)
}

@Async
@Expects(
    "iterator of a",
    "await true",
    "next a0",
    "iterator of b",
    "await true",
    "next b0",
    "close b",
    "await null",
    "await true",
    "next a1",
    "iterator of b",
    "await true",
    "next b0",
    "await true",
    "next b1",
    "close b",
    "await null",
    "close a",
    "await null",
    "await behind",
    "= a0b0 a1b0 behind",
)
fun loopsLeftEarly(p: Probe): Coroutine<*> {
    var all = ""
    outer@ for (x in p.items("a", 3)) {
        for (y in p.items("b", 3)) {
            if (y == "b1") break@outer
            all += "$x$y "
            if (x == "a0") continue@outer
        }
    }
    return done(all + await(p.value("behind")))
}

@Async
@Expects("iterator of a", "await true", "next a0", "await true", "next a1", "await a1", "close a", "await null", "= a1")
fun loopReturns(p: Probe): Coroutine<*> {
    for (x in p.items("a", 3)) {
        if (x == "a1") return done(await(p.value(x)))
    }
    return done("none")
}

@Async
@Expects(
    "iterator of a",
    "await true",
    "next a0",
    "await java.lang.IllegalStateException: a0",
    "close a after java.lang.IllegalStateException: a0",
    "await java.lang.IllegalStateException: close of a fails",
    "finally",
    "! java.lang.IllegalStateException: a0",
    "  suppressed java.lang.IllegalStateException: close of a fails",
)
fun loopFails(p: Probe): Coroutine<*> {
    try {
        for (x in p.items("a", 3, ProbeItems.Quirk.CLOSE_FAILS)) {
            await(p.fail<Int, IllegalStateException>(IllegalStateException(x)))
        }
    } finally {
        p.log("finally")
    }
    return done("never")
}

@Async
@Expects(
    "iterator of a",
    "await true",
    "next a0",
    "await true",
    "next a1",
    "await false",
    "= 2",
)
fun writtenOut(p: Probe): Coroutine<*> {
    val iterator = p.items("a", 2).iterator()
    var count = 0
    while (iterator.hasNext()) {
        iterator.next()
        count++
    }
    return done(count)
}
