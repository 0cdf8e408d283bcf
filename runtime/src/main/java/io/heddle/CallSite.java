package io.heddle;

import io.heddle.rt.Traces;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where user code has called into the kernel. Woven code tells it by a constant, a text that reads as a line of a stack
 * trace does: {@code com.example.Shop.total(Shop.java:12)}. For other code the stack is asked.
 */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final StackWalker WALKER_OF_CLASSES =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final Pattern TEXT = Pattern.compile("(.+)\\.([^.]+?) ?\\(([^:]+)(?::(\\d+))?\\)");

    /** The classes of the kernel that may lie between. */
    private static final Set<String> KERNEL = Set.of(
            AsyncCloseable.class.getName(),
            AsyncIterable.class.getName(),
            AsyncIterator.class.getName(),
            CallSite.class.getName(),
            Coroutine.class.getName(),
            Coroutines.class.getName(),
            EventLoopGroup.class.getName(),
            LoopCore.class.getName(),
            Runner.class.getName(),
            Task.class.getName(),
            TaskGroup.class.getName(),
            Unawaited.class.getName(),
            Unwoven.class.getName());

    private CallSite() {}

    /** The caller of the kernel on this thread. */
    static StackTraceElement here() {
        return WALKER.walk(frames -> frames.filter(frame -> !KERNEL.contains(frame.getClassName()))
                .map(frame -> Traces.inSource(frame.toStackTraceElement()))
                .findFirst()
                .orElse(new StackTraceElement("unknown", "code", null, -1)));
    }

    /**
     * The call that makes a coroutine, as {@code Shop.total, called at com.example.Shop.open(Shop.java:12),}. Asked in the
     * constructor: above that are the constructors of subclasses, then the method of the kernel's or the face of a woven
     * one, which has no line, and then who called it: not the JDK, where {@code list.forEach(this::save)} did.
     */
    static String ofCall() {
        return WALKER_OF_CLASSES.walk(frames -> {
            var method = "a coroutine";
            for (var frame : (Iterable<StackWalker.StackFrame>) frames::iterator) {
                var isMaker = KERNEL.contains(frame.getClassName())
                        || Coroutine.class.isAssignableFrom(frame.getDeclaringClass())
                        || frame.toStackTraceElement().getLineNumber() < 0;
                if (!isMaker && !isJdk(frame)) {
                    return method + ", called at " + Traces.inSource(frame.toStackTraceElement()) + ",";
                }
                if (isMaker && !frame.getMethodName().equals("<init>")) {
                    method = frame.getDeclaringClass().getSimpleName() + "." + frame.getMethodName();
                }
            }
            return method;
        });
    }

    private static boolean isJdk(StackWalker.StackFrame frame) {
        var module = frame.getDeclaringClass().getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** A place as an element of a stack trace; {@code place} is one already, or a text of woven code. */
    static StackTraceElement element(Object place) {
        if (place instanceof StackTraceElement element) {
            return element;
        }
        var text = TEXT.matcher(place.toString());
        if (!text.matches()) {
            return new StackTraceElement("unknown", place.toString(), null, -1);
        }
        var line = text.group(4) == null ? -1 : Integer.parseInt(text.group(4));
        return new StackTraceElement(text.group(1), text.group(2), text.group(3), line);
    }
}
