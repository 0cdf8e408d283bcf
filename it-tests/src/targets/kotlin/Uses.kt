package kotlinprograms

import io.heddle.Async
import io.heddle.AsyncCloseable
import io.heddle.Coroutine
import io.heddle.Coroutines.await
import io.heddle.Coroutines.done
import io.heddle.it.Expects
import io.heddle.it.Probe
import io.heddle.it.ProbeItems
import java.io.Closeable

@Async
@Expects("open a", "await in", "close a", "await null", "await behind", "= in behind")
fun useIsAwaited(p: Probe): Coroutine<*> {
    val text = p.session("a").use { await(p.value("in")) }
    return done(text + " " + await(p.value("behind")))
}

@Async
@Expects(
    "open a",
    "await java.lang.IllegalStateException: in",
    "close a after java.lang.IllegalStateException: in",
    "await java.lang.IllegalStateException: close of a fails",
    "caught",
    "= in [java.lang.IllegalStateException: close of a fails]",
)
fun useFailsAndItsCloseToo(p: Probe): Coroutine<*> {
    try {
        p.session("a", ProbeItems.Quirk.CLOSE_FAILS).use {
            await(p.fail<Int, IllegalStateException>(IllegalStateException("in")))
        }
    } catch (e: IllegalStateException) {
        p.log("caught")
        return done(e.message + " " + e.suppressed.toList())
    }
    return done("never")
}

/** The exception was there before the block began, and takes no failure of its close. */
@Async
@Expects(
    "await java.lang.IllegalStateException: body",
    "open audit",
    "await in",
    "in",
    "close audit",
    "await java.lang.IllegalStateException: close of audit fails",
    "! java.lang.IllegalStateException: close of audit fails",
)
fun useInsideAHandlerEndsWell(p: Probe): Coroutine<*> {
    try {
        await(p.fail<Int, IllegalStateException>(IllegalStateException("body")))
    } catch (e: IllegalStateException) {
        p.session("audit", ProbeItems.Quirk.CLOSE_FAILS).use { p.log(await(p.value("in"))) }
        throw e
    }
    return done("never")
}

@Async
@Expects(
    "open a",
    "close a",
    "await java.lang.IllegalStateException: close of a fails",
    "! java.lang.IllegalStateException: close of a fails",
)
fun onlyTheCloseFails(p: Probe): Coroutine<*> {
    p.session("a", ProbeItems.Quirk.CLOSE_FAILS).use { }
    return done("never")
}

@Async
@Expects(
    "open a1",
    "await 1",
    "close a1",
    "await null",
    "open a2",
    "close a2",
    "await null",
    "open a3",
    "await 3",
    "close a3",
    "await null",
    "= returned 1",
)
fun useIsLeftByContinueAndReturn(p: Probe): Coroutine<*> {
    var sum = 0
    for (i in 1..4) {
        p.session("a$i").use {
            if (i == 2) continue
            if (await(p.value(i)) == 3) return done("returned $sum")
            sum += i
        }
    }
    return done("never")
}

@Async
@Expects(
    "open a",
    "open b",
    "await in",
    "close b",
    "await null",
    "close a",
    "await null",
    "= 7in",
)
fun usesInUsesAsArguments(p: Probe): Coroutine<*> =
    done("" + p.mark7() + p.session("a").use { p.session("b").use { await(p.value("in")) } })

private fun Probe.mark7(): Int = 7

@Async
@Expects("open a", "close a", "await null", "= null: no, some: yes")
fun useOfNullAndOfTheInterface(p: Probe): Coroutine<*> {
    val none: AsyncCloseable? = null
    val some: AsyncCloseable? = p.session("a")
    return done("null: " + none.use { if (it == null) "no" else "yes" } + ", some: " + some.use { if (it == null) "no" else "yes" })
}

@Async
private fun later(p: Probe, text: String): Coroutine<String> {
    p.log("later")
    return done(text + await(p.value("!")))
}

@Async
@Expects("open a", "later", "await !", "close a", "await null", "= in!")
fun useReturnsACoroutine(p: Probe): Coroutine<*> {
    return p.session("a").use { later(p, "in") }
}

@Async
@Expects("open a", "later", "await !", "close a", "await null", "= in!")
fun useReturnsACoroutineAsExpression(p: Probe): Coroutine<*> = p.session("a").use { later(p, "in") }

@Async
@Expects("open a", "later", "await !", "close a", "await null", "= in!")
fun useIsLeftByAReturnOfACoroutine(p: Probe): Coroutine<*> {
    p.session("a").use { return later(p, "in") }
}

@Async
@Expects("open a", "open b", "later", "await !", "close b", "await null", "close a", "await null", "= in!")
fun usesInUsesReturnACoroutine(p: Probe): Coroutine<*> {
    return p.session("a").use { p.session("b").use { later(p, "in") } }
}

@Async
@Expects("open a", "close a", "await null", "open a", "later", "await !", "close a", "await null", "= in!")
fun useReturnsACoroutineOrWhatIsThere(p: Probe): Coroutine<*> {
    await(chosen(p, true))
    return chosen(p, false)
}

@Async
private fun chosen(p: Probe, short: Boolean): Coroutine<*> {
    return p.session("a").use { if (short) done("short") else later(p, "in") }
}

@Async
@Expects(
    "open a",
    "await java.lang.IllegalStateException: in",
    "close a after java.lang.IllegalStateException: in",
    "await java.lang.IllegalStateException: in",
    "caught",
    "= java.lang.IllegalStateException: in",
)
fun useReturnsACoroutineThatFails(p: Probe): Coroutine<*> {
    try {
        return p.session("a").use { failing(p) }
    } catch (e: IllegalStateException) {
        p.log("caught")
        return done(e.toString())
    }
}

@Async
private fun failing(p: Probe): Coroutine<String> {
    await(p.fail<Int, IllegalStateException>(IllegalStateException("in")))
    return done("never")
}

/** Of the two that Kotlin has, the `use` of this is that of `java.io.Closeable`. */
class Both(private val p: Probe) : AsyncCloseable, Closeable {
    override fun close() = throw AssertionError("nobody waits")

    override fun closeAsync(): Coroutine<Void> {
        p.log("close both")
        return p.pause()
    }
}

@Async
@Expects("await in", "close both", "await null", "= in")
fun useOfWhatIsCloseableToo(p: Probe): Coroutine<*> = done(Both(p).use { await(p.value("in")) })
