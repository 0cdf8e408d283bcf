package io.heddle;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers the tasks of a loop in the order of their spawning, and knows from its number when a task was spawned. Those from
 * other threads are numbered for themselves, downwards, for they get their numbers there.
 */
final class TaskNumbers {
    private final Births births = new Births();
    private final Births birthsFromOutside = new Births();
    private final AtomicInteger latestFromOutside = new AtomicInteger();
    private int latest;

    /** The number of a task that is spawned here at {@code time}, in milliseconds. */
    int next(int time) {
        births.note(++latest, time);
        return latest;
    }

    /** The number of a task that is on its way to the loop; for any thread. */
    int nextFromOutside() {
        return -latestFromOutside.incrementAndGet();
    }

    /** A task that was on its way arrives at {@code time}, in milliseconds. */
    void arrived(int number, int time) {
        birthsFromOutside.note(-number, time);
    }

    /** What a task is called that was given no name. */
    static String nameOf(int number) {
        return number >= 0 ? "Task-" + number : "Task-x" + -number;
    }

    /** When a task was spawned, in milliseconds. */
    int birthOf(int number) {
        return number < 0 ? birthsFromOutside.timeOf(-number) : births.timeOf(number);
    }
}
