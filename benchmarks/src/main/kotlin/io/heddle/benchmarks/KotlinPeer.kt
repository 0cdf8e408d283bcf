package io.heddle.benchmarks

import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executor
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withTimeout
import kotlinx.coroutines.yield
import kotlin.coroutines.resume

/** The work written for Kotlin's coroutines, on the event loop of `runBlocking`: one thread, as Heddle's. */
object KotlinPeer {
    private fun interface Shop {
        suspend fun price(i: Int): Int
    }

    private class Grocer : Shop {
        override suspend fun price(i: Int): Int = price(i, 3)
    }

    private class Baker : Shop {
        override suspend fun price(i: Int): Int = price(i, 5)
    }

    private class Butcher : Shop {
        override suspend fun price(i: Int): Int = price(i, 7)
    }

    private val shops = arrayOf(Grocer(), Baker(), Butcher())

    private suspend fun price(i: Int, factor: Int): Int {
        if (i == Work.suspendAt) yield()
        return i * factor
    }

    @JvmStatic
    fun calls(prices: IntArray): Long = runBlocking {
        var sum = 0L
        for (i in prices.indices) sum += price(i, prices[i])
        sum
    }

    private suspend fun outlinedPrice(i: Int, factor: Int): Int {
        if (i == Work.suspendAt) yield()
        return i * factor
    }

    @JvmStatic
    fun outlinedCalls(prices: IntArray): Long = runBlocking {
        var sum = 0L
        for (i in prices.indices) sum += outlinedPrice(i, prices[i])
        sum
    }

    @JvmStatic
    fun interfaceCalls(prices: IntArray): Long = runBlocking {
        var sum = 0L
        for (i in prices.indices) sum += shops[i % 3].price(i) + prices[i]
        sum
    }

    private suspend fun fib(n: Int): Int {
        if (n == Work.suspendAt) yield()
        return if (n < 2) n else fib(n - 1) + fib(n - 2)
    }

    @JvmStatic
    fun runFib(n: Int): Int = runBlocking { fib(n) }

    private suspend fun yields(depth: Int, times: Int): Int {
        if (depth > 1) return yields(depth - 1, times) + 1
        for (i in 0 until times) yield()
        return times
    }

    @JvmStatic
    fun runYields(depth: Int, times: Int): Int = runBlocking { yields(depth, times) }

    @JvmStatic
    fun runDescents(depth: Int, times: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until times) sum += yields(depth, 1)
        sum
    }

    private suspend fun child(suspends: Boolean): Int {
        if (suspends) yield()
        return 1
    }

    @JvmStatic
    fun spawnAndJoin(times: Int, suspends: Boolean): Int = runBlocking {
        var sum = 0
        for (i in 0 until times) sum += async { child(suspends) }.await()
        sum
    }

    @JvmStatic
    fun pingPong(times: Int): Int = runBlocking {
        val there = Channel<Int>(1)
        val back = Channel<Int>(1)
        launch { for (i in 0 until times) back.send(there.receive()) }
        var sum = 0
        for (i in 0 until times) {
            there.send(1)
            sum += back.receive()
        }
        sum
    }

    @JvmStatic
    fun gather(n: Int): Int = runBlocking {
        val children = ArrayList<Deferred<Int>>(n)
        for (i in 0 until n) children.add(async { child(true) })
        children.awaitAll().size
    }

    @JvmStatic
    fun staggeredSleeps(n: Int, millis: Int): Int = runBlocking {
        for (i in 0 until n) launch { delay(i.toLong() * millis / n) }
        n
    }

    @JvmStatic
    fun timeouts(n: Int): Int = runBlocking {
        for (i in 0 until n) launch { withTimeout(3_600_000) { yield() } }
        n
    }

    /** Starts tasks that sleep for a day, runs `whileTheySleep`, and leaves by cancelling them. */
    @JvmStatic
    fun sleepers(n: Int, whileTheySleep: Runnable) = runBlocking {
        val all = launch {
            for (i in 0 until n) launch { delay(86_400_000) }
        }
        while (all.children.count() < n) yield()
        yield()
        whileTheySleep.run()
        all.cancel()
    }

    @JvmStatic
    fun crossThread(times: Int, other: Executor): Int = runBlocking {
        var sum = 0
        for (i in 0 until times) sum += suspendCancellableCoroutine<Int> { c -> other.execute { c.resume(1) } }
        sum
    }

    @JvmStatic
    fun lockHandover(tasks: Int, times: Int): Int {
        val mutex = Mutex()
        var sum = 0
        runBlocking {
            for (t in 0 until tasks) launch(start = CoroutineStart.UNDISPATCHED) {
                for (i in 0 until times) mutex.withLock {
                    sum++
                    yield()
                }
            }
        }
        return sum
    }

    @JvmStatic
    fun completedFutures(times: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until times) sum += CompletableFuture.completedFuture(1).await()
        sum
    }

    @JvmStatic
    fun pendingFutures(times: Int): Int = runBlocking {
        var sum = 0
        for (i in 0 until times) {
            val future = CompletableFuture<Int>()
            launch { future.complete(1) }
            sum += future.await()
        }
        sum
    }

    @JvmStatic
    fun hello() = runBlocking {
        delay(1)
        println("Hello")
    }
}
