package kotlinprograms

import io.heddle.Async
import io.heddle.Coroutine
import io.heddle.Coroutines.await
import io.heddle.Coroutines.done
import io.heddle.it.Probe

@JvmInline
value class Meters(val count: Int) {
    operator fun plus(other: Meters) = Meters(count + other.count)
}

interface Greeter {
    val p: Probe

    @Async
    fun greet(name: String): Coroutine<String> = done("hello " + await(p.value(name)))

    @Async
    fun twice(name: String): Coroutine<String> = done(await(greet(name)) + "; " + await(greet(name)))
}

class Plain(override val p: Probe) : Greeter

class Delegating(private val other: Greeter) : Greeter by other {
    @Async
    override fun greet(name: String): Coroutine<String> = done(await(other.greet(name)).uppercase())
}

class Account(private val p: Probe, private var balance: Long) {
    val current: Coroutine<Long>
        @Async get() = done(balance + await(p.value(0)))

    @Async
    operator fun plus(amount: Int): Coroutine<Account> {
        balance += await(p.value(amount))
        return done(this)
    }

    @Async
    operator fun get(index: Int): Coroutine<String> = done("entry $index of " + await(current))

    @Async
    infix fun pays(amount: Meters): Coroutine<Meters> = done(amount + Meters(await(p.value(1))))

    inner class View(private val scale: Int) {
        @Async
        fun scaled(): Coroutine<Long> = done(await(current) * scale)
    }
}

sealed interface Event

data class Moved(val by: Meters) : Event

data object Stopped : Event

@Async
fun members(p: Probe): Coroutine<*> {
    val account = Account(p, 10)
    val more = await(await(account + 5) + await(p.value(7)))
    return done("${await(more.current)} ${await(more[2])} ${await(more pays Meters(3)).count} ${await(more.View(2).scaled())}")
}

@Async
fun delegation(p: Probe): Coroutine<*> =
    done(await(Delegating(Plain(p)).greet("a")) + ", " + await(Delegating(Plain(p)).twice("b")))

@Async
fun subjects(p: Probe): Coroutine<*> {
    val texts = mutableListOf<String>()
    for (event in listOf(Moved(Meters(3)), Stopped, Moved(Meters(40)))) {
        texts += when (val known = await(p.value<Event>(event))) {
            is Moved if known.by.count > await(p.value(10)) -> "far"
            is Moved -> "by ${known.by.count + await(p.value(1))}"
            Stopped -> await(p.value("stopped"))
        }
        texts += when (await(p.value(texts.size))) {
            in 0..1 -> "few"
            !in 2..3 -> "many"
            else -> "some"
        }
    }
    return done(texts)
}

@Async
fun builders(p: Probe): Coroutine<*> {
    val list = buildList {
        add(await(p.value(1)))
        addAll(listOf(2, await(p.value(3))))
    }
    val text = buildString {
        for ((index, item) in list.withIndex()) {
            append(index).append(await(p.value(item)))
        }
    }
    val map = list.associateWith { await(p.value(it * it)) }
    val sum = list.fold(0L) { all, item -> all + await(p.value(item)) }
    val groups = list.groupBy { await(p.value(it)) % 2 == 0 }
    return done("$text $map $sum $groups ${list.sumOf { await(p.value(it)) }} ${list.maxByOrNull { await(p.value(-it)) }}")
}

@Async
fun results(p: Probe): Coroutine<*> {
    val failed = runCatching { await(p.fail<Int, IllegalStateException>(IllegalStateException("f"))) }
    val value = failed.getOrElse { it.message!!.length + await(p.value(5)) }
    val other = runCatching { await(p.value(2)) }.map { it + await(p.value(1)) }.getOrThrow()
    val checked = runCatching { require(await(p.value(false))) { "not " + await(p.value("so")) } }
    return done("$value $other ${checked.exceptionOrNull()?.message}")
}

@Async
fun scopes(p: Probe): Coroutine<*> {
    val name: String? = await(p.value<String?>("n"))
    val length = name?.let { it.length + await(p.value(1)) } ?: return done("null")
    val taken = name.takeIf { await(p.value(it.isNotEmpty())) }?.also { p.log("also " + await(p.value(it))) }
    val missing = await(p.value<String?>(null)) ?: run {
        p.log("missing")
        await(p.value("default"))
    }
    return done("$length $taken $missing")
}

@Async
fun localFunctions(p: Probe): Coroutine<*> {
    var calls = 0

    @Async
    fun count(n: Int): Coroutine<Int> {
        calls++
        return if (n == 0) done(0) else done(await(count(n - 1)) + await(p.value(n)))
    }

    fun plain(n: Int) = n * 2
    return done("${await(count(3))} $calls ${plain(await(p.value(2)))}")
}

@Async
fun lambdasOfFunctionTypes(p: Probe): Coroutine<*> {
    val base = await(p.value(10))
    val add: (Int) -> Coroutine<Int> = @Async { n -> done(base + await(p.value(n))) }
    val chained: (Int) -> Coroutine<Int> = @Async { n -> done(await(add(n)) + await(add(n + 1))) }
    val reference: (Probe, Int) -> Coroutine<Int> = Probe::extension
    return done("${await(add(1))} ${await(chained(2))} ${await(reference(p, 4))}")
}

inline fun <reified T> ofType(items: List<Any>, action: (T) -> Unit) {
    for (item in items) {
        if (item is T) action(item)
    }
}

@Async
fun reified(p: Probe): Coroutine<*> {
    var text = ""
    ofType<String>(listOf(1, "a", 2L, "b")) { text += await(p.value(it)) }
    ofType<Number>(listOf(1, "a", 2L)) { text += await(p.value(it)).toInt() }
    return done(text)
}

inline fun guarded(p: Probe, action: () -> Unit) {
    try {
        action()
    } finally {
        p.log("finally")
    }
}

@Async
fun leavesThroughFinally(p: Probe): Coroutine<*> {
    for (i in 1..4) {
        guarded(p) {
            if (await(p.value(i)) == 1) continue
            guarded(p) {
                if (await(p.value(i)) == 3) return done("left at $i")
            }
        }
    }
    return done("never")
}

@Async
fun ranges(p: Probe): Coroutine<*> {
    var text = ""
    for (i in await(p.value(7)) downTo 1 step await(p.value(3))) text += i
    for (c in 'a'..await(p.value('c'))) text += c
    for (i in 0L until await(p.value(2L))) text += i
    for (c in await(p.value("xy"))) text += c.code
    for (u in 1u..await(p.value(2)).toUInt()) text += u
    var n = await(p.value(3))
    while (n-- > 0) text += await(p.value(n))
    do {
        val last = await(p.value(++n))
        text += last
    } while (last < 2)
    return done(text)
}

@Async
fun nullablePrimitives(p: Probe): Coroutine<*> {
    val one: Int? = await(p.value<Int?>(1))
    val none: Long? = await(p.value<Long?>(null))
    val sum = (one ?: 0) + (none ?: await(p.value(5L)))
    val flag: Boolean? = await(p.value<Boolean?>(null))
    return done("$sum ${flag == true} ${one?.plus(await(p.value(1)))} ${none?.plus(await(p.value(1)))}")
}

@Async
fun swapsAndChains(p: Probe): Coroutine<*> {
    var a = await(p.value(1))
    var b = await(p.value(2))
    a = b.also { b = a }
    val array = arrayOf(1, 2, 3)
    array[await(p.value(1))] += await(p.value(10))
    array[0] = array[0].let { it + await(p.value(it)) }.coerceAtLeast(await(p.value(1)))
    val lists = Array(2) { row -> IntArray(2) { row * 10 + await(p.value(it)) } }
    return done("$a $b ${array.toList()} ${lists.map { it.toList() }}")
}

@Async
tailrec fun counted(p: Probe, n: Int, sum: Int): Coroutine<Int> =
    if (n == 0) done(sum) else counted(p, n - 1, sum + await(p.value(n)))

@Async
fun tailRecursive(p: Probe): Coroutine<*> = done(await(counted(p, 4, 0)))

@Async
fun exceptions(p: Probe): Coroutine<*> {
    val text = StringBuilder()
    for (i in 0..3) {
        val found = try {
            when (await(p.value(i))) {
                0 -> throw IllegalArgumentException("zero")
                1 -> error("one")
                2 -> "two" as Any as Int
                else -> await(p.value(3))
            }
        } catch (e: IllegalArgumentException) {
            await(p.value(-1))
        } catch (e: ClassCastException) {
            text.append(await(p.value("cast")))
            continue
        } catch (e: RuntimeException) {
            e.message!!.length
        } finally {
            text.append(await(p.value("f$i")))
        }
        text.append(found)
    }
    return done(text)
}
