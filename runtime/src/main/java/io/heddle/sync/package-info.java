/**
 * What the tasks of one loop coordinate themselves with: asyncio's locks and queues.
 *
 * <p>All of them serve in the order of arrival, and none is upset by a cancellation: what was handed to a task that is
 * cancelled before it goes on (a lock, a permit, a signal, an element) goes to the next. What can be had at once is had
 * at once: an await of it neither suspends nor lets anybody else run. What waits returns a {@link io.heddle.Coroutine};
 * the methods that begin with {@code try}, {@code offer} and {@code poll} don't wait.
 *
 * <p>Each object belongs to the loop whose task was the first to wait for it, and is used by the thread of that loop
 * alone. Other threads go through {@link io.heddle.EventLoop#execute}; where a call from elsewhere would wake somebody,
 * and always in debug mode, it is an {@code IllegalStateException}.
 *
 * <p>The package is built on {@link io.heddle.WaitQueue} and {@link io.heddle.Turn}. These two are public because another
 * package must reach them, and they stand in {@code io.heddle} because they are part of the kernel: they reach into tasks
 * and loops, of which the packages around the kernel see nothing. They are kept safe for whoever needs a primitive that is
 * missing here: no use of them can wake a task that waits for something else.
 */
@NullMarked
package io.heddle.sync;

import org.jspecify.annotations.NullMarked;
