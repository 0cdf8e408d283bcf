package io.heddle.rt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the elements of a JVM's stack trace are to a reader of the source: code of the user's, the runtime beneath it,
 * or what weaving has added.
 *
 * <pre>
 *   Shop.lambda$price$resume(Shop.java:9)       Shop.price(Shop.java:9)
 *   Shop.price$continue(Shop.java)              generated
 *   Shop$$price$Frame.resume(Shop.java)         generated
 *   Ctx.resume(Ctx.java:120)                    the trampoline
 *   LoopCore.step(LoopCore.java:80)             the bottom: what stands below is the loop's business
 * </pre>
 */
final class TraceElements {
    private static final String RUNTIME = "io.heddle.";
    private static final String TRAMPOLINE = Ctx.class.getName();
    private static final Set<String> TRAMPOLINES = Set.of("resume", "start");
    /** Here the kernel calls code of users: passes of a loop, and the threads of blocking work. */
    private static final Set<String> BOTTOMS = Set.of(
            "io.heddle.LoopCore.runPass",
            "io.heddle.LoopCore.step",
            "io.heddle.LoopCore.runInternal",
            "io.heddle.LoopCore.runCallback",
            "io.heddle.ToThread$Work.outcomeOfWork");

    /** Around the method's own name there may be a number that keeps generated names apart, before or behind it. */
    private static final Pattern BODY = Pattern.compile("lambda\\$(?:\\d+\\$)?(.+?)(?:\\$\\$\\d+)?\\$(?:start|resume)");

    private static final Pattern BRIDGE = Pattern.compile(".*\\$(?:call|continue|start|capture\\d+)");
    private static final Pattern GENERATED = Pattern.compile(".+\\$\\$.+\\$(?:Call|Frame)");
    /** In the name of a hidden class, such as a lambda's: the JVM shows those in traces of its own errors alone. */
    private static final char HIDDEN = '/';

    private static final int NO_LINE = -1;
    private static final String SPAWNED_AT = "spawned at ";
    /** As the version of a module that the element does not have: nobody prints it. */
    private static final String AWAITED = "awaited";

    private TraceElements() {}

    /** The place of the first trampoline from {@code start} on; the length where there is none. */
    static int trampolineIn(List<StackTraceElement> trace, int start) {
        var i = start;
        while (i < trace.size() && !isTrampoline(trace.get(i))) {
            i++;
        }
        return i;
    }

    private static boolean isTrampoline(StackTraceElement element) {
        return element.getClassName().equals(TRAMPOLINE) && TRAMPOLINES.contains(element.getMethodName());
    }

    /** What stands above the first trampoline or bottom; all of it where there is neither. */
    static List<StackTraceElement> aboveBottom(List<StackTraceElement> trace) {
        var i = 0;
        while (i < trace.size() && !isTrampoline(trace.get(i)) && !isBottom(trace.get(i))) {
            i++;
        }
        return trace.subList(0, i);
    }

    private static boolean isBottom(StackTraceElement element) {
        return element.getClassName().startsWith(RUNTIME)
                // Not by +, which must be linked first: that takes more stack than an overflow leaves.
                && BOTTOMS.contains(element.getClassName().concat(".").concat(element.getMethodName()));
    }

    /** How many elements at the top are the runtime's. */
    static int runtimeOnTop(List<StackTraceElement> trace) {
        var i = 0;
        while (i < trace.size() && isRuntime(trace.get(i))) {
            i++;
        }
        return i;
    }

    static boolean isRuntime(StackTraceElement element) {
        var name = element.getClassName();
        // Sub-packages of users, io.heddle.examples among them, are not the runtime's.
        return name.startsWith(RUNTIME)
                && (name.lastIndexOf('.') == RUNTIME.length() - 1
                        || name.startsWith("io.heddle.rt.")
                        || name.startsWith("io.heddle.sync."));
    }

    /** Neither the runtime's nor the JDK's. */
    static boolean isUsers(StackTraceElement element) {
        var name = element.getClassName();
        return !isRuntime(element) && !name.startsWith("java.") && !name.startsWith("jdk.") && !name.startsWith("sun.");
    }

    private static boolean isGenerated(StackTraceElement element) {
        var type = element.getClassName();
        return ((type.endsWith("Call") || type.endsWith("Frame"))
                        && GENERATED.matcher(type).matches())
                || isHidden(type)
                || (element.getLineNumber() < 0
                        && !BODY.matcher(element.getMethodName()).matches()
                        && BRIDGE.matcher(element.getMethodName()).matches());
    }

    /** Besides hidden classes: the code of method handles, through which newer JDKs call by reflection. */
    private static boolean isHidden(String type) {
        return type.indexOf(HIDDEN) >= 0 || (type.startsWith("java.lang.invoke.") && type.endsWith("$Holder"));
    }

    /** What is in the source, as it is called there. */
    static List<StackTraceElement> readable(List<StackTraceElement> trace) {
        var elements = new ArrayList<StackTraceElement>();
        for (var i = 0; i < trace.size(); i++) {
            var element = trace.get(i);
            if (!isRuntime(element) && !isGenerated(element) && !isFace(trace, i, elements)) {
                elements.add(withSourceName(element));
            }
        }
        return elements;
    }

    /**
     * Whether it is what the source calls a method, called by a body: it makes an object, has no lines, and calls no code of
     * the user's.
     */
    private static boolean isFace(List<StackTraceElement> trace, int index, List<StackTraceElement> above) {
        return trace.get(index).getLineNumber() == NO_LINE
                && index + 1 < trace.size()
                && trace.get(index + 1).getLineNumber() > 0
                && BODY.matcher(trace.get(index + 1).getMethodName()).matches()
                && above.stream().noneMatch(TraceElements::isUsers);
    }

    /** The body {@code lambda$total$start} is the method {@code total}, and {@code lambda$lambda$total$0$start} a lambda. */
    static StackTraceElement withSourceName(StackTraceElement element) {
        if (!element.getMethodName().startsWith("lambda$")) {
            return element;
        }
        var body = BODY.matcher(element.getMethodName());
        if (!body.matches()) {
            return element;
        }
        return new StackTraceElement(
                // Named like this, the loader of the application would be printed.
                "app".equals(element.getClassLoaderName()) ? null : element.getClassLoaderName(),
                element.getModuleName(),
                element.getModuleVersion(),
                element.getClassName(),
                body.group(1),
                element.getFileName(),
                element.getLineNumber());
    }

    /** In a trace, printed elements name no version of the JDK's modules; those of a running thread do. */
    static StackTraceElement asPrinted(StackTraceElement element) {
        return new StackTraceElement(
                "app".equals(element.getClassLoaderName()) ? null : element.getClassLoaderName(),
                element.getModuleName(),
                null,
                element.getClassName(),
                element.getMethodName(),
                element.getFileName(),
                element.getLineNumber());
    }

    /** The last line of a task's traces: where it was spawned. */
    static StackTraceElement spawnedAt(StackTraceElement site) {
        return new StackTraceElement(
                SPAWNED_AT + site.getClassName(), site.getMethodName(), site.getFileName(), site.getLineNumber());
    }

    static boolean isSpawnedAt(StackTraceElement element) {
        return element.getClassName().startsWith(SPAWNED_AT);
    }

    /** The same to a reader; it tells that here begin those who awaited a failure that was made elsewhere. */
    static StackTraceElement marked(StackTraceElement element) {
        return withMark(element, AWAITED);
    }

    static StackTraceElement unmarked(StackTraceElement element) {
        return isMarked(element) ? withMark(element, null) : element;
    }

    private static StackTraceElement withMark(StackTraceElement element, @Nullable String mark) {
        return new StackTraceElement(
                element.getClassLoaderName(),
                null,
                mark,
                element.getClassName(),
                element.getMethodName(),
                element.getFileName(),
                element.getLineNumber());
    }

    static boolean isMarked(StackTraceElement element) {
        return element.getModuleName() == null && AWAITED.equals(element.getModuleVersion());
    }
}
