package io.heddle.it;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.ArrayReference;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.PrimitiveValue;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.StringReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.Value;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.StepEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.StepRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A debugger that stops at given lines of a program in a JVM of its own, and notes what it can see there. */
final class DebugSession {
    /** What a debugger that is told nothing else does not step into, and Heddle. */
    private static final List<String> NOT_STEPPED_INTO = List.of("java.*", "jdk.*", "sun.*", "io.heddle.*");

    private final VirtualMachine machine;
    private final Plan plan;
    private final List<Stop> stops = new ArrayList<>();

    /**
     * What to do.
     *
     * @param classes the program's, as a pattern that may end in {@code *}
     * @param lines where to stop
     * @param stepsOver whether to step over each of these lines, and to stop once more where that leads
     */
    record Plan(String classes, Set<Integer> lines, boolean stepsOver) {}

    /**
     * What a debugger shows where it stops.
     *
     * @param afterStep whether it has come here by a step
     * @param stack the lines of the program, innermost first
     * @param seen what is seen in the innermost
     */
    record Stop(boolean afterStep, List<String> stack, Seen seen) {}

    /**
     * What a debugger shows of a call.
     *
     * @param line the line in the source
     * @param self the type of {@code this}; null where there is none
     * @param variables names and values, in the order of the alphabet
     */
    record Seen(int line, @Nullable String self, TreeMap<String, String> variables) {}

    private DebugSession(VirtualMachine machine, Plan plan) {
        this.machine = machine;
        this.plan = plan;
    }

    /**
     * Runs a program to its end.
     *
     * @param classPath where it lies
     * @param command its class, named in full, and its arguments
     * @return the stops in their order
     */
    static List<Stop> run(String classPath, String command, Plan plan) throws Exception {
        var connector = Bootstrap.virtualMachineManager().defaultConnector();
        var arguments = connector.defaultArguments();
        set(arguments.get("main"), command);
        set(arguments.get("options"), "-Xverify:all -XX:TieredStopAtLevel=1 -cp \"" + classPath + "\"");
        var machine = connector.launch(arguments);
        var session = new DebugSession(machine, plan);
        var prepared = machine.eventRequestManager().createClassPrepareRequest();
        prepared.addClassFilter(plan.classes);
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
                    stops.add(stop(false, reached.thread()));
                    if (plan.stepsOver) {
                        stepOver(reached.thread());
                    }
                } else if (event instanceof StepEvent reached && isSkipped(reached.location())) {
                    stepOver(reached.thread());
                } else if (event instanceof StepEvent reached) {
                    stops.add(stop(true, reached.thread()));
                    machine.eventRequestManager().deleteEventRequest(reached.request());
                }
            }
            events.resume();
        }
    }

    private void setBreakpoints(ReferenceType type) {
        for (var line : plan.lines) {
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

    /** As debuggers do with what has no lines, and with synthetic methods, but for lambdas. */
    private static boolean isSkipped(Location place) {
        return place.lineNumber() < 0
                || (place.method().isSynthetic() && !place.method().name().startsWith("lambda$"));
    }

    private void stepOver(ThreadReference thread) {
        var requests = machine.eventRequestManager();
        List.copyOf(requests.stepRequests()).forEach(requests::deleteEventRequest);
        var step = requests.createStepRequest(thread, StepRequest.STEP_LINE, StepRequest.STEP_OVER);
        NOT_STEPPED_INTO.forEach(step::addClassExclusionFilter);
        step.addCountFilter(1);
        step.enable();
    }

    private Stop stop(boolean afterStep, ThreadReference thread) throws Exception {
        var program = plan.classes.replaceFirst("\\*$", "");
        var stack = new ArrayList<String>();
        for (var frame : thread.frames()) {
            var place = frame.location();
            if (place.declaringType().name().startsWith(program) && place.lineNumber() > 0) {
                stack.add(place.declaringType().name() + "." + place.method().name() + "(" + place.sourceName() + ":"
                        + place.lineNumber() + ")");
            }
        }
        return new Stop(afterStep, stack, seen(thread.frame(0)));
    }

    private static Seen seen(StackFrame frame) throws Exception {
        var variables = new TreeMap<String, String>();
        for (var variable : frame.visibleVariables()) {
            variables.put(variable.name(), text(frame.getValue(variable)));
        }
        var self = frame.thisObject();
        return new Seen(
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
