package io.heddle.it;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A debugger that stops at given lines of a program in a JVM of its own, and notes what it can see there. */
final class DebugSession {
    private final VirtualMachine machine;
    private final Set<Integer> lines;
    private final List<Stop> stops = new ArrayList<>();

    /**
     * What a debugger shows where it stops.
     *
     * @param line the line in the source
     * @param self the type of {@code this}; null where there is none
     * @param variables names and values, in the order of the alphabet
     */
    record Stop(int line, @Nullable String self, TreeMap<String, String> variables) {}

    private DebugSession(VirtualMachine machine, Set<Integer> lines) {
        this.machine = machine;
        this.lines = lines;
    }

    /**
     * Runs a program to its end.
     *
     * @param classPath where it lies
     * @param command its class, named in full, and its arguments
     * @param lines where to stop
     * @return the stops in their order
     */
    static List<Stop> run(String classPath, String command, Set<Integer> lines) throws Exception {
        var connector = Bootstrap.virtualMachineManager().defaultConnector();
        var arguments = connector.defaultArguments();
        set(arguments.get("main"), command);
        set(arguments.get("options"), "-Xverify:all -XX:TieredStopAtLevel=1 -cp \"" + classPath + "\"");
        var machine = connector.launch(arguments);
        var session = new DebugSession(machine, lines);
        var prepared = machine.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter("debugging.*");
        prepared.enable();
        session.handleEvents();
        return session.stops;
    }

    private static void set(Connector.@Nullable Argument argument, String value) {
        Objects.requireNonNull(argument).setValue(value);
    }

    private void handleEvents() throws Exception {
        while (true) {
            var events = machine.eventQueue().remove();
            for (var event : events) {
                if (event instanceof VMDisconnectEvent) {
                    return;
                } else if (event instanceof ClassPrepareEvent prepared) {
                    setBreakpoints(prepared.referenceType());
                } else if (event instanceof BreakpointEvent reached) {
                    stops.add(stop(reached.thread()));
                }
            }
            events.resume();
        }
    }

    private void setBreakpoints(ReferenceType type) {
        for (var line : lines) {
            try {
                for (var location : type.locationsOfLine(line)) {
                    machine.eventRequestManager()
                            .createBreakpointRequest(location)
                            .enable();
                }
            } catch (AbsentInformationException e) {
                // A class without lines, such as a generated one: nothing to stop at.
                return;
            }
        }
    }

    private static Stop stop(ThreadReference thread) throws Exception {
        var frame = thread.frame(0);
        var variables = new TreeMap<String, String>();
        for (var variable : frame.visibleVariables()) {
            variables.put(variable.name(), text(frame.getValue(variable)));
        }
        var self = frame.thisObject();
        return new Stop(
                frame.location().lineNumber(),
                self == null ? null : self.referenceType().name(),
                variables);
    }

    private static String text(@Nullable Value value) {
        if (value instanceof PrimitiveValue || value instanceof StringReference) {
            return value.toString();
        }
        if (value instanceof ArrayReference array) {
            return array.getValues().toString();
        }
        if (value instanceof ObjectReference object) {
            var type = object.referenceType();
            var content = type.fieldByName("value");
            // The classes of lambdas have names that differ from run to run.
            return content == null
                    ? type.name().replaceAll("\\$\\$Lambda.*", "a lambda")
                    : type.name() + " " + object.getValue(content);
        }
        return String.valueOf(value);
    }
}
