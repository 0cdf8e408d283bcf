/**
 * async/await for Java: coroutines, tasks and the event loop that runs them.
 *
 * <p>The life of a call, from the outside:
 *
 * <pre>{@code
 * var c = greet();          // cold: arguments evaluated, nothing has run
 * await(c);                 // runs inside the current task, at once, until something in it really waits
 * var task = spawn(c);      // or: a task of its own, which begins in the loop's next pass
 * await(task);              // its value, or its failure, as often as one likes
 * }</pre>
 *
 * <p>And from the inside. A {@link io.heddle.Coroutine} that must wait leaves a request in the context of
 * {@link io.heddle.rt} and unwinds. The {@link io.heddle.Task} that runs it takes the captured frames and registers
 * itself with what was asked for: a timer, another task, a promise, a callback. When that ends, the task goes into the
 * ready queue of its {@link io.heddle.EventLoop}, and the next pass resumes the innermost frame.
 *
 * <p>Everything that belongs to a loop (its tasks, their waits, its timers) is touched by the thread that runs the loop
 * and by no other. What other threads have to say enters by one lock-free door, and is acted upon between two steps.
 *
 * <p>This package is the kernel. It is built on {@link io.heddle.rt} and on nothing else; what comes beside it uses its
 * public types only.
 */
@NullMarked
package io.heddle;

import org.jspecify.annotations.NullMarked;
