package io.heddle;

import io.heddle.rt.Ctx;
import io.heddle.rt.Traces;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What all loops have in common: the queues, and how one entry of them is run. What differs is who calls
 * {@link #runPass}, on which thread, and how that thread is woken.
 *
 * <p>All of it belongs to the thread that is in a pass, but for the {@linkplain #door door} and what leads there.
 */
abstract sealed class LoopCore implements EventLoop, Door.Receiver, Ctx.Driver
        permits SingleThreadLoop, HostedLoop, OffLoop, NoLoop {
    /** A long pass looks at the door and the timers every so many entries. */
    private static final int CHECK_INTERVAL = 64;

    /** A loop that has nothing to do looks after so many nanoseconds at what may have become unreachable. */
    static final long LOOK_INTERVAL = 1_000_000_000L;

    final Ctx ctx = new Ctx(this);
    final TaskList tasks = new TaskList();
    final TimerQueue timers = new TimerQueue();
    final GeneratorWatch generators = new GeneratorWatch(this);

    final Clock clock;
    final FailureWatch failures;
    final ReadyQueue ready = tasks.ready;
    final Door door = new Door();
    final boolean debug;
    final LoopEnd end = new LoopEnd();

    private final String name;
    private final TaskNumbers numbers = new TaskNumbers();
    /** The loop's time when it last looked at the clock: that costs more than a short step. */
    private int millis;
    /** How many passes may yet begin without a look at all that is not ready; none while there is a timer or a listener. */
    private int passesUntilLook;
    /** The thread that is in a pass. Others may read it: what they find is never themselves. */
    private @Nullable Thread passThread;

    private @Nullable ThreadState thread;

    private final EagerSteps eager = new EagerSteps();

    /** The task whose caller waits for it on this thread's stack, below the loop. */
    @Nullable
    Task<?> main;

    private final Watchers watchers = new Watchers(this);
    private Loops.@Nullable Listed listed;

    LoopCore(String name, Clock clock, FailureHandler handler, boolean debug) {
        this.name = name;
        this.clock = clock;
        this.failures = new FailureWatch(this, handler);
        this.debug = debug;
        if (debug) {
            Unawaited.beginWatching();
            listen(new StepWatch(this, HostTimer.Scheduler.JDK, System::nanoTime));
        }
    }

    /** From now on, those who ask see its tasks. */
    final void list() {
        if (listed == null) {
            listed = Loops.add(this);
        }
    }

    final void unlist() {
        if (listed != null) {
            Loops.remove(listed);
            listed = null;
        }
    }

    /** Adds a listener; before the loop runs. */
    final void listen(LoopListener added) {
        watchers.add(added);
    }

    /** Records from now on, or no longer, as the JVM's Flight Recorder does. */
    private void followRecorder() {
        if (watchers.followRecorder()) {
            passesUntilLook = 0;
        }
    }

    /** The loop has closed: nothing more will happen in it. */
    final void closed() {
        unlist();
        if (debug) {
            Unawaited.reportAll(this);
        }
        var watcher = watchers.all();
        if (watcher != null) {
            watcher.closed();
        }
    }

    /**
     * In debug mode: makes sure that {@code call} does not come from another thread while the loop runs.
     *
     * @throws IllegalStateException where it does
     */
    final void checkThread(String call) {
        if (debug && isDriven() && !inLoop() && !isDrivenByThisThread()) {
            throw new IllegalStateException(call + " on thread "
                    + Thread.currentThread().getName() + ", but the task belongs to the thread that runs " + this
                    + ": hand the call to it with loop.execute(..)");
        }
    }

    /** The loop whose pass this thread is in. {@code who} asks, for the message where there is none. */
    static LoopCore current(String who) {
        var loop = ThreadState.get().loop;
        if (loop == null) {
            throw noLoop(who);
        }
        return loop;
    }

    static IllegalStateException noLoop(String who) {
        return Traces.toCaller(new IllegalStateException(
                who + " needs a running event loop, and none runs here: call it from code inside"
                        + " run(..), or hand the work to a loop: loop.spawn(() -> home(id)).toCompletableFuture()"));
    }

    /** Whether the calling thread is in a pass of this loop. */
    final boolean inLoop() {
        return Thread.currentThread() == passThread;
    }

    /** Whether those who run in a pass see this loop as the current one. */
    boolean isVisible() {
        return true;
    }

    /** Whether a test chooses the order of what happens, in which the garbage collector is to have no say. */
    boolean isOrdered() {
        return false;
    }

    /**
     * Makes sure that tasks can be spawned here.
     *
     * @param who wants that
     */
    void checkSpawns(String who) {}

    /** What the thread and the loop were doing before a pass began: passes may nest. */
    record Outer(
            @Nullable Thread passThread,
            @Nullable ThreadState thread,
            @Nullable LoopCore visibleLoop,
            @Nullable LoopCore pass,
            Context context,
            @Nullable Task<?> task,
            Ctx.Interrupted interrupted) {}

    /**
     * The calling thread begins a pass, or a number of passes.
     *
     * @return what is to be given to {@link #leavePass}
     */
    final Outer enterPass() {
        var state = ThreadState.get();
        var outer =
                new Outer(passThread, thread, state.loop, state.pass, state.context(), currentTask(), ctx.interrupt());
        passThread = Thread.currentThread();
        thread = state;
        state.loop = isVisible() ? this : null;
        state.pass = this;
        return outer;
    }

    /** The pass is over. */
    final void leavePass(Outer outer) {
        var state = Cast.known(thread);
        ctx.goOn(outer.interrupted);
        tasks.run(outer.task);
        state.switchTo(outer.context);
        state.loop = outer.visibleLoop;
        state.pass = outer.pass;
        thread = outer.thread;
        passThread = outer.passThread;
    }

    /** Whether this loop cannot go on while the calling thread blocks. */
    abstract boolean isDrivenByThisThread();

    /** Something has come through the door. Called by any thread. */
    abstract void wakeUp();

    /** Whether somebody runs what comes through the door. */
    abstract boolean isDriven();

    /** The time in milliseconds since the loop was made, as of some moment not long ago; wraps round after a month. */
    final int millis() {
        return millis;
    }

    /** Looks at the clock. */
    final void tick() {
        tick(clock.nanoTime());
    }

    private void tick(long now) {
        millis = (int) TimeUnit.NANOSECONDS.toMillis(now);
    }

    /** The time from {@code then}, as {@link #millis} told it, to now. */
    final Duration since(int then) {
        var now = (int) TimeUnit.NANOSECONDS.toMillis(clock.nanoTime());
        return Duration.ofMillis(Integer.toUnsignedLong(now - then));
    }

    /** What a task is called that was given no name. */
    String nameOf(Task<?> task) {
        return TaskNumbers.nameOf(task.number());
    }

    /** When the task {@code number} was spawned, as {@link #millis} told it. */
    final int birthOf(int number) {
        return numbers.birthOf(number);
    }

    /** Where the step is that holds the loop, innermost first, with those who await it. From other threads. */
    final List<StackTraceElement> runningTrace() {
        var runs = passThread;
        return runs == null ? List.of() : ctx.inSource(runs.getStackTrace());
    }

    /** Throws where nobody will run this loop any more. */
    void checkGoesOn() {}

    /** As {@link #checkGoesOn}, where a task for {@code coroutine} is about to begin. */
    void checkBegins(Coroutine<?> coroutine) {}

    /** The threads for blocking work. */
    abstract BlockingWork blocking();

    /** The loop that drives {@code t}. */
    static LoopCore of(Ctx t) {
        return Cast.known((LoopCore) t.driver());
    }

    /** The task that {@code t} is driven for: the one whose body is running. */
    static Task<?> taskOf(Ctx t) {
        return Cast.known(of(t).currentTask());
    }

    /** The leaf of a body, driven by {@code t}, asks to wait for {@code what}; the task registers once the stack has unwound. */
    static @Nullable Object suspend(Ctx t, Wait what) {
        return suspend(t, taskOf(t), what);
    }

    /** As {@link #suspend(Ctx, Wait)}, where it is known that {@code t} is driven for {@code task}. */
    static @Nullable Object suspend(Ctx t, Task<?> task, Wait what) {
        task.ask(what);
        return t.suspendForDriver();
    }

    /** The task whose step is running; null in a callback. */
    final @Nullable Task<?> currentTask() {
        return tasks.running();
    }

    /** Who has the context variables that running code sees: all that a thread runs in turn have them in common. */
    final @Nullable Object contextOwner() {
        return isMain() ? this : currentTask();
    }

    /** Where the task was spawned whose step is running. */
    @Override
    public @Nullable StackTraceElement spawnSite() {
        var task = currentTask();
        var origin = task == null ? null : task.origin();
        return origin == null ? null : CallSite.element(origin);
    }

    /** Whether its step runs for whom this thread is in {@code run}. */
    @Override
    public final boolean isMain() {
        return main != null && main == currentTask();
    }

    @Override
    public final void calledOff() {
        Cast.known(currentTask()).callOff();
    }

    @Override
    public final void resumedEnded() {
        var task = currentTask();
        if (task != null) {
            task.forgetFrames();
        }
    }

    /** Queues a task that is to be stepped, or a {@link Runnable}. */
    void ready(Object entry) {
        ready.add(entry);
    }

    /** Hands a task or a {@link Runnable} to the loop from wherever the caller is; false where the loop is closed. */
    final boolean tryPost(Object entry) {
        return tryPost(entry, null);
    }

    private boolean tryPost(Object entry, @Nullable Wait ended) {
        if (inLoop()) {
            receive(entry, ended);
            return true;
        }
        if (!door.push(entry, ended)) {
            return false;
        }
        wakeUp();
        return true;
    }

    /** As {@link #tryPost}, and throws where the loop is closed. */
    final void post(Object entry) {
        if (!tryPost(entry)) {
            throw new RejectedExecutionException(this + " is closed");
        }
    }

    /** Wakes a task of this loop, from any thread: {@code ended} has ended. */
    final void wake(Task<?> task, Wait ended) {
        tryPost(task, ended);
    }

    /** Tells a waiter of this loop, from any thread, that {@code source} has ended. */
    final void tell(Object waiter, Source<?> source) {
        if (waiter instanceof Task<?> task) {
            wake(task, source);
        } else if (inLoop()) {
            Source.tell(waiter, source);
        } else {
            tryPost((Runnable) () -> Source.tell(waiter, source));
        }
    }

    /**
     * An entry has come through the door. On its way, a task may have been taken from what it waited for, and wait for
     * something else by now: then nothing wakes it.
     */
    @Override
    public final void receive(Object entry, @Nullable Wait ended) {
        if (!(entry instanceof Task<?> task)) {
            ready(entry);
        } else if (ended == null) {
            numbers.arrived(task.number(), millis);
            adopt(task);
            task.wake();
        } else if (task.awaited() == ended) {
            task.wake();
        }
    }

    /** Moves what came through the door, and what is due, into the ready queue. */
    final void collect() {
        door.drain(this);
        if (!failures.isEmpty()) {
            failures.reportUnreachable();
        }
        if (!generators.isEmpty() && !isOrdered()) {
            generators.closeUnreachable();
        }
        followRecorder();
        if (debug) {
            Unawaited.reportUnreachable();
        }
        if (timers.isEmpty()) {
            tick();
        } else {
            collectDue();
        }
    }

    /** Whether something may become unreachable that is then to be told of, or to be closed. */
    final boolean watchesForGarbage() {
        return !failures.isEmpty() || !generators.isEmpty();
    }

    private void collectDue() {
        var now = clock.nanoTime();
        tick(now);
        var watcher = watchers.all();
        if (watcher != null && timers.earliest() < now) {
            watcher.late(Duration.ofNanos(now - timers.earliest()));
        }
        for (var entry = timers.pollDue(now); entry != null; entry = timers.pollDue(now)) {
            if (entry instanceof Task<?> task) {
                task.wake();
            } else {
                ready(entry);
            }
        }
    }

    /**
     * Runs what is ready now, or the first {@code most} of it; what becomes ready meanwhile is left for the next pass. The
     * task that ran last stays the current one until {@link #leavePass}: most often it is the next one too.
     */
    final void runPass(int most) {
        var thread = Cast.known(this.thread);
        var outerEager = eager.depth();
        var left = Math.min(ready.size(), most);
        for (var untilLook = CHECK_INTERVAL; left > 0; left--) {
            run(ready.poll(), thread, left == 1);
            if (--untilLook == 0) {
                collect();
                untilLook = CHECK_INTERVAL;
            }
        }
        eager.giveUp(outerEager, null);
    }

    /**
     * Whether a pass may begin without a look at what else there is: it would find nothing, or nothing that can't wait for
     * some passes. Most passes are short, and looking around is dearer than they are.
     */
    final boolean needsNoLook() {
        return passesUntilLook > 0
                && door.isEmpty()
                && !Cast.known(passThread).isInterrupted()
                && --passesUntilLook > 0;
    }

    /**
     * Whether a pass that began now would run nothing but the task that asks, which has yielded, or the one that it wakes as
     * the last that it does: then it need not begin.
     */
    final boolean hasNothingElse() {
        return ready.isEmpty() && needsNoLook();
    }

    /** From now on so many passes may begin without a look. */
    final void allowPasses(int passes) {
        passesUntilLook = timers.isEmpty() && watchers.all() == null ? passes : 0;
    }

    /** Nothing is ready: the task that ran last must not be kept from being collected. */
    final void rest() {
        tasks.run(null);
        ctx.forgetCallers();
        Cast.known(thread).switchTo(Context.EMPTY);
    }

    /**
     * Runs what was ready, and each task that follows at once. No variable keeps a task that has been stepped.
     *
     * @param isLast whether the pass ends with it: those that follow are passes of one step
     */
    private void run(@Nullable Object entry, ThreadState thread, boolean isLast) {
        while (entry instanceof Task<?>) {
            entry = step((Task<?>) entry, thread, isLast);
        }
        if (entry != null) {
            runInternal((Runnable) entry);
        }
    }

    /**
     * One step of a task; leaves it as the current one. References are not written where nothing changes.
     *
     * @return the task that follows at once; null for none
     */
    private @Nullable Task<?> step(Task<?> task, ThreadState thread, boolean isLast) {
        thread.switchTo(task.context);
        tasks.run(task);
        var watcher = watchers.all();
        Task<?> awaiter;
        if (watcher == null) {
            awaiter = task.step();
        } else {
            watcher.stepBegins(task);
            awaiter = task.step();
            watcher.stepEnded(task);
        }
        var context = thread.context();
        if (task.context != context) {
            task.context = context;
        }
        return awaiter == null && isLast ? onlyReady(task.awaited()) : awaiter;
    }

    /**
     * The task that a pass which began now would run, where that is all that it would run: then it need not begin.
     *
     * @param awaited what the task waits for that has been stepped; most often that is the one, and need not be looked up
     */
    private @Nullable Task<?> onlyReady(@Nullable Wait awaited) {
        if (!ready.isOneTask() || !needsNoLook()) {
            return null;
        }
        return ready.pollOnly(awaited instanceof Task<?> task && task.loop == this ? task : null);
    }

    private void runInternal(Runnable entry) {
        try {
            entry.run();
        } catch (Throwable e) {
            failures.report(entry.toString(), e);
        }
    }

    /** Runs foreign code as a step of its own, with the context variables of whoever asked for it. */
    final void runCallback(Runnable action, Context context) {
        var outerTask = currentTask();
        tasks.run(null);
        try {
            Cast.known(thread).runWith(context, action);
        } catch (Throwable e) {
            failures.report("callback " + Called.of(action), Traces.leavingCallback(e));
        } finally {
            tasks.run(outerTask);
        }
    }

    @Override
    public final void execute(Runnable callback) {
        post(new Callback(this, Objects.requireNonNull(callback, "callback")));
    }

    @Override
    public final TimerHandle schedule(Duration delay, Runnable callback) {
        var timed = new TimedCallback(this, Objects.requireNonNull(callback, "callback"));
        var deadline = clock.after(Durations.nanos(delay));
        if (inLoop()) {
            addTimer(deadline, timed);
        } else {
            post((Runnable) () -> {
                if (!timed.isOver()) {
                    addTimer(deadline, timed);
                }
            });
        }
        return timed;
    }

    /** Queues a task or a {@link TimedCallback} until its time. */
    void addTimer(long deadline, Object entry) {
        passesUntilLook = 0;
        timers.add(deadline, entry);
    }

    @Override
    public final long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public final <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine) {
        return spawn(coroutine, origin());
    }

    /** As {@link #spawn(Coroutine)}, from a known place. */
    final <T extends @Nullable Object> Task<T> spawn(Coroutine<T> coroutine, @Nullable Object origin) {
        coroutine.claim();
        if (inLoop()) {
            return spawnClaimed(coroutine, origin);
        }
        var context = ThreadState.get().context();
        var task = new Task<>(this, coroutine, context, numbers.nextFromOutside(), origin);
        post(task);
        return task;
    }

    /**
     * Where code has called that does not tell it by itself, as woven code does; known in debug mode alone, for finding
     * out takes longer than running a small task.
     */
    final @Nullable StackTraceElement origin() {
        return debug ? CallSite.here() : null;
    }

    /** As {@link #spawn(Coroutine)}, by a body that runs here. */
    final <T extends @Nullable Object> Task<T> spawnInBody(Coroutine<T> coroutine, Object origin) {
        checkSpawns("spawn(..)");
        coroutine.claim();
        var task = newTask(coroutine, Cast.known(thread).context(), origin);
        ready(task);
        return task;
    }

    /** A task for a coroutine that nobody else can begin any more; by the thread that drives the loop. */
    final <T extends @Nullable Object> Task<T> spawnClaimed(Coroutine<T> coroutine, @Nullable Object origin) {
        var task = newTask(coroutine, ThreadState.get().context(), origin);
        ready(task);
        return task;
    }

    private <T extends @Nullable Object> Task<T> newTask(
            Coroutine<T> coroutine, Context context, @Nullable Object origin) {
        var number = numbers.next(millis); // a branch behind `new` would keep its stores from being initialising ones
        var task = new Task<>(this, coroutine, context, number, origin);
        adopt(task);
        return task;
    }

    private void adopt(Task<?> task) {
        followRecorder();
        var watcher = watchers.all();
        tasks.add(task);
        if (watcher != null) {
            watcher.spawned(task);
        }
    }

    @Override
    public final <T extends @Nullable Object> Task<T> spawn(AsyncCallable<T> body) {
        return spawn(new FromCallable<>(body));
    }

    /** A task that runs at once up to its first suspension; in the loop. */
    final <T extends @Nullable Object> Task<T> spawnEager(Coroutine<T> coroutine, @Nullable Object origin) {
        coroutine.claim();
        var thread = Cast.known(this.thread);
        var outerContext = thread.context();
        var outerTask = currentTask();
        var outerPasses = passesUntilLook;
        var interrupted = ctx.interrupt();
        var depth = eager.depth();
        passesUntilLook = 0; // whoever has spawned it goes on before it does
        var task = newTask(coroutine, outerContext, origin);
        try {
            eager.begin(task);
            step(task, thread, false);
        } catch (Throwable e) {
            ctx.caught(e);
            eager.giveUp(depth, e);
        } finally {
            allowPasses(outerPasses);
            ctx.goOn(interrupted);
            thread.switchTo(outerContext);
            tasks.run(outerTask);
        }
        eager.leave(depth);
        return task;
    }

    @Override
    public String toString() {
        return "event loop " + name;
    }
}
