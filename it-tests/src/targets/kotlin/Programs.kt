package kotlinprograms

import io.heddle.Async
import io.heddle.Coroutine
import io.heddle.Coroutines.await
import io.heddle.Coroutines.done
import io.heddle.it.Probe
import java.io.Closeable

data class Point(val x: Int, val y: Int)

class Box(private val p: Probe, var content: Int) : Closeable {
    @Async
    fun add(other: Int): Coroutine<Int> {
        content += await(p.value(other))
        return done(content)
    }

    @Async
    private fun secret(factor: Long): Coroutine<Long> = done(await(p.value(factor)) * content)

    @Async
    fun both(): Coroutine<String> = done("${await(secret(2L))} ${await(this.add(1))}")

    override fun close() {
        p.log("close")
    }

    companion object {
        @JvmStatic
        @Async
        fun make(p: Probe, content: Int): Coroutine<Box> = done(Box(p, await(p.value(content))))
    }
}

fun interface Step {
    fun take(number: Int): Coroutine<Int>
}

enum class Color { RED, GREEN }

sealed interface Shape

class Circle(val radius: Double) : Shape

object Unit1 : Shape

@Async
fun straight(p: Probe): Coroutine<*> {
    val first = await(p.value(1))
    var second = first + await(p.value(2))
    second += await(p.value(3))
    return done(first * second)
}

@Async
fun templates(p: Probe): Coroutine<*> = done("a${await(p.value(1))}b${await(p.value<Any?>(null))}c$p".substring(0, 5))

@Async
fun whens(p: Probe): Coroutine<*> {
    val text = StringBuilder()
    for (i in 0..4) {
        text.append(
            when (await(p.value(i))) {
                0 -> "zero"
                1, 2 -> await(p.value("some"))
                in 3..3 -> "three"
                else -> "many"
            }
        )
        when {
            i % 2 == 0 -> text.append(await(p.value('e')))
            i == 3 -> continue
        }
        text.append(i)
    }
    return done(text.toString())
}

@Async
fun whenOnStrings(p: Probe): Coroutine<*> {
    var sum = 0
    for (s in listOf("a", "b", "Aa", "BB")) {
        sum = 10 * sum + when (await(p.value(s))) {
            "a" -> 1
            "Aa" -> await(p.value(2))
            "BB" -> 3
            else -> 4
        }
    }
    return done(sum)
}

@Async
fun whenOnTypes(p: Probe): Coroutine<*> {
    val shapes = listOf(Circle(2.0), Unit1)
    var area = 0.0
    for (shape in shapes) {
        area += when (val s: Shape = await(p.value(shape))) {
            is Circle -> s.radius * await(p.value(3.0))
            Unit1 -> 1.0
        }
    }
    return done(area)
}

@Async
fun enums(p: Probe): Coroutine<*> = done(Color.entries.map { it.name }.toString() + when (await(p.value(Color.GREEN))) {
    Color.RED -> 1
    Color.GREEN -> await(p.value(2))
})

@Async
fun tryExpression(p: Probe): Coroutine<*> {
    val value = try {
        await(p.value(1)) + await(p.fail<Int, IllegalStateException>(IllegalStateException("failed")))
    } catch (e: IllegalStateException) {
        p.log(e.message)
        await(p.value(7))
    } finally {
        p.log("finally")
        await(p.pause())
    }
    return done(value)
}

@Async
fun tryAsArgument(p: Probe): Coroutine<*> = done(
    listOf(1, try { await(p.value(2)) } catch (e: RuntimeException) { 0 }, await(p.value(3)))
)

@Async
fun nestedFinally(p: Probe): Coroutine<*> {
    for (i in 0 until 3) {
        try {
            try {
                if (await(p.value(i)) == 1) continue
                if (i == 2) return done("returned " + await(p.value(i)))
            } finally {
                await(p.value("inner $i"))
            }
        } finally {
            await(p.value("outer $i"))
        }
    }
    return done("ended")
}

@Async
fun elvisAndSafeCalls(p: Probe): Coroutine<*> {
    val none: String? = await(p.value<String?>(null))
    val some: String? = await(p.value<String?>("some"))
    val length = none?.length ?: await(p.value(-1))
    val other = some?.let { it.length + await(p.value(10)) } ?: 0
    return done("$length $other ${none ?: await(p.value("default"))}")
}

@Async
fun nullChecks(p: Probe): Coroutine<*> = try {
    done(await(p.value<String?>(null))!!.length)
} catch (e: NullPointerException) {
    done("null: " + await(p.value(1)))
}

@Async
fun inlineLambdas(p: Probe): Coroutine<*> {
    var sum = 0
    listOf(1, 2, 3).forEach { sum += await(p.value(it)) }
    val doubled = listOf(1, 2).map { it * await(p.value(2)) }
    val big = (1..3).filter { await(p.value(it)) > 1 }
    repeat(2) { sum += await(p.value(it)) }
    val applied = StringBuilder().apply { append(await(p.value("x"))) }.also { it.append(await(p.value("y"))) }
    return done("$sum $doubled $big $applied ${run { await(p.value(5)) }} ${with(applied) { length + await(p.value(1)) }}")
}

@Async
fun returnFromAnInlineLambda(p: Probe): Coroutine<*> {
    listOf(1, 2, 3).forEach {
        if (await(p.value(it)) == 2) return done("found $it")
    }
    return done("none")
}

@Async
fun labels(p: Probe): Coroutine<*> {
    var count = 0
    outer@ for (i in 1..3) {
        for (j in 1..3) {
            if (await(p.value(j)) == 2) continue@outer
            if (i == 3) break@outer
            count += i * j
        }
    }
    listOf(1, 2).forEach loop@{
        if (await(p.value(it)) == 1) return@loop
        count += 100
    }
    return done(count)
}

@Async
fun use(p: Probe): Coroutine<*> {
    val result = Box(p, 3).use { it.content + await(p.value(1)) }
    return done(result + try { Box(p, 4).use { await(p.fail<Int, IllegalStateException>(IllegalStateException("x"))) } } catch (e: IllegalStateException) { 10 })
}

@Async
fun destructuring(p: Probe): Coroutine<*> {
    val (x, y) = await(p.value(Point(1, 2)))
    val moved = Point(x, y).copy(x = await(p.value(5)))
    val (key, value) = mapOf("k" to await(p.value(9))).entries.first()
    return done("$moved $key $value")
}

@Async
fun defaults(p: Probe, a: Int = 1, b: String = "b", c: Long = 3L): Coroutine<String> = done("$a$b$c" + await(p.value(a)))

@Async
fun defaultArguments(p: Probe): Coroutine<*> = done(await(defaults(p)) + await(defaults(p, b = await(p.value("B")))) + await(defaults(p, 4, c = 5)))

@Async
fun Probe.extension(number: Int): Coroutine<Int> = done(number + await(value(number)))

@Async
fun extensions(p: Probe): Coroutine<*> = done(await(p.extension(2)) + await(p.extension(await(p.extension(3)))))

@Async
fun objects(p: Probe): Coroutine<*> {
    val box = await(Box.make(p, 5))
    val text = await(box.both())
    return done(text + box.content + Point(await(p.value(1)), await(p.value(2))))
}

@Async
fun samLambdas(p: Probe): Coroutine<*> {
    val factor = await(p.value(3))
    val step = Step @Async { number -> done(factor * await(p.value(number))) }
    val recursive = object : Step {
        @Async
        override fun take(number: Int): Coroutine<Int> =
            if (number == 0) done(0) else done(number + await(take(number - 1)) + await(p.value(0)))
    }
    return done(await(step.take(2)) + await(recursive.take(3)))
}

@Async
fun capturedVariables(p: Probe): Coroutine<*> {
    var count = 0
    val increment = { n: Int -> count += n }
    increment(await(p.value(2)))
    increment(3)
    count += await(p.value(1))
    return done(count)
}

@Async
fun primitives(p: Probe): Coroutine<*> {
    val bytes = byteArrayOf(1, 2)
    bytes[await(p.value(0))] = (bytes[1] + await(p.value(3))).toByte()
    val chars = CharArray(2) { 'a' + it }
    val unsigned = 4_000_000_000u + await(p.value(1)).toUInt()
    val long = 1L shl await(p.value(40))
    val nullable: Int? = await(p.value<Int?>(7))
    val float = 1.5f * await(p.value(2))
    return done("${bytes[0]} ${chars[await(p.value(1))]} $unsigned $long ${nullable == await(p.value(7))} $float")
}

@Async
fun comparisons(p: Probe): Coroutine<*> = done(
    listOf(
        await(p.value(1)) < await(p.value(2)),
        await(p.value("a")) == await(p.value("a")),
        await(p.value(1)) in 0..await(p.value(5)),
        !(await(p.value(true)) && await(p.value(false))),
        await(p.value(false)) || await(p.value(true)),
        (await(p.value<Any>("s")) as? Int) == null
    )
)

@Async
fun loops(p: Probe): Coroutine<*> {
    var sum = 0L
    for (i in 10 downTo 1 step 3) sum += await(p.value(i))
    for ((index, char) in "abc".withIndex()) sum += index * (char - 'a') + await(p.value(1))
    var n = 3
    while (n-- > 0) sum += await(p.value(n))
    do { sum *= await(p.value(2)) } while (sum < 100)
    for (key in mapOf("a" to 1, "b" to 2)) sum += key.value + await(p.value(key.key)).length
    return done(sum)
}

@Async
fun spreads(p: Probe): Coroutine<*> = done(listOf(*arrayOf(await(p.value(1)), 2), await(p.value(3))).toString())

@Async
fun compound(p: Probe): Coroutine<*> {
    val array = intArrayOf(1, 2, 3)
    array[await(p.value(1))] += await(p.value(10))
    array[0]++
    val map = mutableMapOf("k" to 1)
    map["k"] = map.getValue("k") + await(p.value(4))
    val box = Box(p, 1)
    box.content += await(p.value(2)) * box.content
    return done("${array.toList()} $map ${box.content}")
}

@Async
fun throwing(p: Probe): Coroutine<*> {
    p.log("before")
    check(await(p.value(1)) == 2) { "checked ${await(p.value("message"))}" }
    return done("never")
}

@Async
fun sequences(p: Probe): Coroutine<*> {
    val all = sequence { yield(1); yieldAll(listOf(2, 3)) }
    var sum = 0
    for (each in all) sum += await(p.value(each))
    return done(sum)
}

@Async
fun lateAndLazy(p: Probe): Coroutine<*> {
    val lazy by lazy { p.mark(5) }
    lateinit var text: String
    if (await(p.value(true))) text = await(p.value("late"))
    return done(text + lazy)
}

@Async
fun tailCalls(p: Probe): Coroutine<*> = countDown(p, 5)

@Async
private fun countDown(p: Probe, n: Int): Coroutine<String> = if (n == 0) done(await(p.value("zero"))) else countDown(p, n - 1)
