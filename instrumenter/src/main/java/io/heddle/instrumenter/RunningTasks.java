package io.heddle.instrumenter;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.io.IOException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of another JVM of this machine. It is asked over its management agent, which is started in it where it does
 * not run, and the runtime's management bean. Where that is missing, one is made for the question, by the name of its
 * class: it is that of the class path, which knows nothing of a program that other class loaders have loaded.
 */
final class RunningTasks {
    private static final String BEAN = RuntimeMembers.TASKS_BEAN;
    private static final String BEAN_CLASS = RuntimeMembers.TASKS_BEAN_CLASS;
    /** What the tree of no tasks is. */
    private static final String NO_TASKS = "no tasks\n";

    private static final String REMEDY =
            "where other class loaders have it, the program must call " + BEAN_CLASS + ".register()";

    private RunningTasks() {}

    /** What to show. */
    enum View {
        TABLE("ps", RuntimeMembers.TASKS_BEAN_TABLE),
        TREE("pstree", RuntimeMembers.TASKS_BEAN_TREE);

        private final String command;
        private final String operation;

        View(String command, String operation) {
            this.command = command;
            this.operation = operation;
        }

        /** The view that is asked for by that word; null where it is another word. */
        static @Nullable View of(String command) {
            return Stream.of(values())
                    .filter(view -> view.command.equals(command))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * The tasks of the JVM with that process id, as text.
     *
     * @throws IOException where it shows none; the message says why, to a user
     */
    @SuppressWarnings("BanJNDI") // the address is that of the local agent, which no user gives
    static String of(String pid, View view) throws IOException {
        try {
            var machine = attach(pid);
            try (var connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                return ask(connector.getMBeanServerConnection(), view);
            } finally {
                machine.detach();
            }
        } catch (JMException e) {
            throw new IOException(
                    "process " + pid + " shows no tasks: " + BEAN_CLASS + " is not on its class path; " + REMEDY, e);
        }
    }

    private static VirtualMachine attach(String pid) throws IOException {
        try {
            return VirtualMachine.attach(pid);
        } catch (AttachNotSupportedException | IOException e) {
            throw new IOException("process " + pid + " can't be asked: " + e.getMessage(), e);
        }
    }

    private static String ask(MBeanServerConnection server, View view) throws IOException, JMException {
        var registered = new ObjectName(BEAN);
        if (server.isRegistered(registered)) {
            return ask(server, registered, view);
        }
        // Of its own name: another question may be asked at the same time.
        var bean = new ObjectName(BEAN + ",question=" + UUID.randomUUID());
        server.createMBean(BEAN_CLASS, bean);
        try {
            var tasks = ask(server, bean, view);
            return ask(server, bean, View.TREE).equals(NO_TASKS)
                    ? tasks + "(of the Heddle on the class path: " + REMEDY + ")\n"
                    : tasks;
        } finally {
            server.unregisterMBean(bean);
        }
    }

    private static String ask(MBeanServerConnection server, ObjectName bean, View view)
            throws IOException, JMException {
        return (String) server.invoke(bean, view.operation, null, null);
    }
}
