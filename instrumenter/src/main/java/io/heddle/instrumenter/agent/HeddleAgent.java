package io.heddle.instrumenter.agent;

import io.heddle.instrumenter.InstrumentationResult;
import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.classpath.LoaderHierarchy;
import io.heddle.instrumenter.model.WeavingOptions;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The agent: {@code java -javaagent:heddle-instrumenter.jar …} weaves every class of the program as it is loaded. Its
 * options are those of the plugin that concern the woven code. Attached to a running program it weaves what is loaded
 * from then on, and names what came too early.
 */
public final class HeddleAgent {
    private HeddleAgent() {}

    /** The JVM calls this before the program's {@code main}. */
    public static void premain(@Nullable String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        install(options, instrumentation);
    }

    /** The JVM calls this when the agent is attached to a running program. */
    public static void agentmain(@Nullable String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        install(options, instrumentation);
    }

    private static void install(@Nullable String options, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        var weaving = AgentOptions.parse(options);
        LoaderWeaver weaver = (loader, classFile) -> weave(loader, classFile, weaving);
        var definer = ClassDefiner.open(instrumentation);
        // First the transformer, then the look back: a class that another thread loads meanwhile is seen by one of
        // them.
        instrumentation.addTransformer(new LoadTimeWeaver(weaver, definer, System.err), false);
        var early = new EarlyClasses(weaver).unwoven(instrumentation.getAllLoadedClasses());
        if (!early.isEmpty()) {
            System.err.println("heddle: loaded before the agent and so not woven: " + String.join(", ", early)
                    + ". Each await in them will throw; start the program with -javaagent, as the first agent.");
        }
    }

    /** An instrumenter for each class: one that is kept would keep its class loader, too. */
    private static InstrumentationResult weave(ClassLoader loader, byte[] classFile, WeavingOptions options) {
        try (var instrumenter = new Instrumenter(new LoaderHierarchy(loader), options)) {
            return instrumenter.instrument(classFile);
        }
    }
}
