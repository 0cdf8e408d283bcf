package io.heddle;

import org.jspecify.annotations.Nullable;

/**
 * A line of suspended tasks of one loop, first come, first served: what locks, queues and the like are made of. Code of
 * the same loop wakes the first of the line when its {@link Turn} has come; nothing else ever does, so that a loop whose
 * tasks all stand in such lines is known to hang.
 *
 * <pre>
 *   Turn.enter     nothing to wait for: the call goes on, and is in no line
 *      |
 *   in line  --wakeFirst-->  on its way  --next pass-->  Turn.proceed
 *      |                          |
 *   cancelled: Turn.giveUp     cancelled before it got there: Turn.passOn
 * </pre>
 *
 * <p>Who is on its way has been served, but has not run since; a primitive that keeps the order of arrival lets nobody
 * pass it ({@link #isIdle}).
 *
 * <p>A line belongs to the loop whose task was the first to wait in one of its owner's lines. It is touched by the thread
 * that drives that loop and by no other.
 *
 * <p>Programs use what {@code io.heddle.sync} makes of this; a program that misses a primitive there can make it in the
 * same way.
 *
 * @param <W> the turns that wait here
 */
public final class WaitQueue<W extends Turn<?>> {
    private final Home home;
    private @Nullable Place first;
    private @Nullable Place last;
    private int size;
    private int onTheirWay;

    /** The loop of the task that holds what is waited for here, and its number; null where that is not known. */
    private @Nullable LoopCore holderLoop;

    private int holderNumber;
    /** Where the holder stood in the list of its loop's tasks. */
    private int holderPlace;

    /** The first line of {@code owner}, whose class names it in messages. */
    public WaitQueue(Object owner) {
        this(new Home(owner));
    }

    private WaitQueue(Home home) {
        this.home = home;
    }

    /** Another line of the same owner; both belong to the same loop. */
    public <V extends Turn<?>> WaitQueue<V> sibling() {
        return new WaitQueue<>(home);
    }

    /** Whether nobody is in line. */
    public boolean isEmpty() {
        return first == null;
    }

    /** How many are in line. */
    public int size() {
        return size;
    }

    /** Whether nobody is in line and nobody on its way: whoever comes now overtakes nobody. */
    public boolean isIdle() {
        return first == null && onTheirWay == 0;
    }

    /**
     * Makes sure that {@code call} may change the owner here: not on a foreign thread or in another loop. Without debug
     * mode that is found out only where somebody is in line, who would be woken from there; with it, also where nobody has
     * waited yet, but a task holds what is waited for.
     *
     * @throws IllegalStateException where it may not
     */
    public void check(String call) {
        var loop = home.loop;
        if (loop == null) {
            if (holderLoop != null && holderLoop.debug && holderLoop.isDriven() && isElsewhere(holderLoop)) {
                throw home.refused(call, holderLoop);
            }
        } else if ((first != null || loop.debug) && isElsewhere(loop)) {
            throw home.refused(call, loop);
        }
    }

    private static boolean isElsewhere(LoopCore loop) {
        return !loop.inLoop() && !loop.isDrivenByThisThread();
    }

    /** Wakes the first in line, and gives it; null where nobody is. */
    public @Nullable W wakeFirst() {
        var place = first;
        if (place == null) {
            return null;
        }
        remove(place);
        onTheirWay++;
        place.wake();
        return Cast.to(place.turn);
    }

    /** Wakes all that are in line, in order. */
    public void wakeAll() {
        for (var woken = wakeFirst(); woken != null; ) {
            woken = wakeFirst();
        }
    }

    /** Sends the first in line to the end of {@code other}, without waking it, and gives it; null where nobody is. */
    public @Nullable W moveFirst(WaitQueue<? super W> other) {
        var place = first;
        if (place == null) {
            return null;
        }
        remove(place);
        place.queue = Cast.to(other);
        place.queue.add(place);
        return Cast.to(place.turn);
    }

    /** Notes for reports that what is waited for here is held by {@code task}; null where that is not known. */
    public void heldBy(@Nullable Task<?> task) {
        holderLoop = task == null ? null : task.loop;
        holderNumber = task == null ? 0 : task.number();
        holderPlace = task == null ? TaskList.NOWHERE : task.place;
    }

    /** As {@link #heldBy}, with the task that is running. */
    public void heldByCurrentTask() {
        var loop = ThreadState.get().loop;
        heldBy(loop == null ? null : loop.currentTask());
    }

    /** Who holds what is waited for here, as {@code held by Task-3}; for reports. */
    public String holder() {
        var task = holdingTask();
        if (task != null) {
            return "held by " + task.name();
        }
        return holderLoop == null ? "held" : "held by a task that has ended";
    }

    /** The task that holds what is waited for. It is looked up, so that no line keeps an ended task alive. */
    @Nullable
    Task<?> holdingTask() {
        return holderLoop == null ? null : holderLoop.tasks.find(holderNumber, holderPlace);
    }

    /**
     * The owner belongs to the loop of {@code task} from now on, unless it has one.
     *
     * @throws IllegalStateException where that is another one
     */
    void bind(Task<?> task, String call) {
        home.bind(task.loop, call);
    }

    void add(Place place) {
        place.before = last;
        if (last == null) {
            first = place;
        } else {
            last.behind = place;
        }
        last = place;
        size++;
    }

    void remove(Place place) {
        if (place.before == null) {
            first = place.behind;
        } else {
            place.before.behind = place.behind;
        }
        if (place.behind == null) {
            last = place.before;
        } else {
            place.behind.before = place.before;
        }
        place.before = null;
        place.behind = null;
        size--;
    }

    /** One that was woken here has got there, or never will. */
    void arrived() {
        onTheirWay--;
    }

    /** Where the owner of some lines is at home. */
    private static final class Home {
        private final Object owner;
        /** Null until somebody waits. */
        private @Nullable LoopCore loop;

        Home(Object owner) {
            this.owner = owner;
        }

        void bind(LoopCore waiters, String call) {
            if (loop == waiters) {
                return;
            }
            waiters.checkSpawns(call);
            if (loop == null) {
                loop = waiters;
            } else {
                throw new IllegalStateException(call + " in " + waiters + ", but the " + name()
                        + " belongs to another one, " + loop + ": make one for each loop");
            }
        }

        IllegalStateException refused(String call, LoopCore loop) {
            var here = ThreadState.get().loop;
            return new IllegalStateException(call + " "
                    + (here == null ? "on thread " + Thread.currentThread().getName() : "in " + here)
                    + ", but the " + name() + " belongs to " + loop
                    + ": from elsewhere, hand the call to that loop with loop.execute(..)");
        }

        private String name() {
            return owner.getClass().getSimpleName();
        }
    }
}
