package io.heddle.instrumenter;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.io.IOException;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of another JVM of this machine. It is asked over its management agent, which is started in it where it does
 * not run, and the runtime's management bean, which is made there by the name of its class where it is missing.
 */
final class RunningTasks {
    private static final String BEAN = RuntimeMembers.TASKS_BEAN;
    private static final String BEAN_CLASS = RuntimeMembers.TASKS_BEAN_CLASS;

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
                return (String) bean(connector.getMBeanServerConnection())
                        .invoke(new ObjectName(BEAN), view.operation, null, null);
            } finally {
                machine.detach();
            }
        } catch (JMException e) {
            throw new IOException(
                    "process " + pid + " shows no tasks: " + BEAN_CLASS + " is not on its class path; where other class"
                            + " loaders have it, the program must call " + BEAN_CLASS + ".register()",
                    e);
        }
    }

    private static VirtualMachine attach(String pid) throws IOException {
        try {
            return VirtualMachine.attach(pid);
        } catch (AttachNotSupportedException | IOException e) {
            throw new IOException("process " + pid + " can't be asked: " + e.getMessage(), e);
        }
    }

    private static MBeanServerConnection bean(MBeanServerConnection server) throws IOException, JMException {
        var name = new ObjectName(BEAN);
        if (!server.isRegistered(name)) {
            server.createMBean(BEAN_CLASS, name);
        }
        return server;
    }
}
