package io.heddle.debug;

/**
 * The tasks of a JVM for its management clients, such as JConsole, under the name {@code io.heddle:type=Tasks}.
 *
 * @see io.heddle.TaskDump
 */
public interface TasksMXBean {
    /** All tasks as a tree of who awaits whom. */
    String tree();

    /** All tasks, one to a line. */
    String table();

    /** All tasks as JSON. */
    String json();
}
