package kotlinprograms

import io.heddle.Async
import io.heddle.Coroutine
import io.heddle.Coroutines.await
import io.heddle.Coroutines.done
import io.heddle.it.Expects
import io.heddle.it.Probe

/** A `try` is an expression, and what it gives is returned behind it; a coroutine is awaited where it stands nonetheless. */
@Async
private fun failing(p: Probe, text: String): Coroutine<String> {
    p.log("begins $text")
    await(p.fail<Int, IllegalStateException>(IllegalStateException(text)))
    return done("never")
}

@Async
private fun later(p: Probe, text: String): Coroutine<String> {
    p.log("begins $text")
    return done(text + await(p.value("!")))
}

@Async
@Expects("begins f", "await java.lang.IllegalStateException: f", "begins g", "await !", "= g!")
fun tryAsBody(p: Probe): Coroutine<*> = try {
    failing(p, "f")
} catch (e: IllegalStateException) {
    later(p, "g")
}

@Async
@Expects("begins f", "await !", "finally", "await 1", "= f!")
fun tryWithFinallyAsBody(p: Probe): Coroutine<*> = try {
    later(p, "f")
} finally {
    p.log("finally")
    await(p.value(1))
}

@Async
@Expects("begins f", "await java.lang.IllegalStateException: f", "begins g", "await !", "finally", "= g!")
fun tryIsReturned(p: Probe): Coroutine<*> {
    return try {
        failing(p, "f")
    } catch (e: IllegalStateException) {
        later(p, "g")
    } finally {
        p.log("finally")
    }
}

@Async
@Expects(
    "begins f",
    "await java.lang.IllegalStateException: f",
    "begins g",
    "await java.lang.IllegalStateException: g",
    "begins h",
    "await !",
    "= h!",
)
fun triesInTries(p: Probe): Coroutine<*> = try {
    try {
        failing(p, "f")
    } catch (e: IllegalStateException) {
        failing(p, "g")
    }
} catch (e: IllegalStateException) {
    later(p, "h")
}

@Async
@Expects("begins f", "await java.lang.IllegalStateException: f", "caught", "begins g", "await !", "= g!")
fun tryInABranch(p: Probe): Coroutine<*> {
    await(chosen(p, 1))
    return chosen(p, 2)
}

@Async
private fun chosen(p: Probe, i: Int): Coroutine<*> = when (i) {
    1 -> try { failing(p, "f") } catch (e: IllegalStateException) { p.log("caught"); done("caught") }
    else -> later(p, "g")
}

@Async
@Expects("finally", "begins f", "await !", "= f!")
fun aVariableIsACoroutine(p: Probe): Coroutine<*> {
    val cold = try {
        later(p, "f")
    } finally {
        p.log("finally")
    }
    return cold
}

@Async
@Expects("await 0", "await 1", "begins f", "await !", "= f!")
fun aTryInALoopIsReturned(p: Probe): Coroutine<*> {
    for (i in 0..5) {
        return try {
            if (await(p.value(i)) == 0) throw IllegalStateException() else later(p, "f")
        } catch (e: IllegalStateException) {
            continue
        }
    }
    return done("never")
}

private inline fun <T> retry(times: Int, action: (Int) -> T): T {
    for (i in 1 until times) {
        try {
            return action(i)
        } catch (e: IllegalStateException) {
            // once more
        }
    }
    return action(times)
}

@Async
@Expects(
    "begins 1",
    "await java.lang.IllegalStateException: 1",
    "begins 2",
    "await java.lang.IllegalStateException: 2",
    "begins 3",
    "await !",
    "= 3!",
)
fun anInlinedFunctionTries(p: Probe): Coroutine<*> = retry(5) { if (it < 3) failing(p, "$it") else later(p, "$it") }
