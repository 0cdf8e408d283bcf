package io.heddle.debug;

import io.heddle.TaskDump;
import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Shows the tasks of this JVM to its management clients. {@link #register} makes the bean; where it is missing, the command
 * {@code java -jar heddle-instrumenter.jar pstree PID} makes one for its question. Needs the JDK's module
 * {@code java.management}, the only thing in Heddle that does.
 *
 * <p>It shows the tasks of the Heddle that it belongs to. Where a class loader of the program's own has loaded that, no one
 * else can make the bean; where several have, the first that registers one is seen.
 */
public final class Tasks implements TasksMXBean {
    /** The name of the bean. */
    public static final String NAME = "io.heddle:type=Tasks";

    /** For management clients, which make beans by the name of their class. */
    public Tasks() {}

    /** Makes the bean known to the JVM's management, unless it is. */
    public static void register() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new Tasks(), new ObjectName(NAME));
        } catch (InstanceAlreadyExistsException e) {
            return;
        } catch (JMException e) {
            throw new IllegalStateException("cannot register " + NAME, e);
        }
    }

    @Override
    public String tree() {
        return TaskDump.now().tree();
    }

    @Override
    public String table() {
        return TaskDump.now().table();
    }

    @Override
    public String json() {
        return TaskDump.now().json();
    }
}
