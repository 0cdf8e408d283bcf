package io.heddle.instrumenter;

import io.heddle.instrumenter.CommandLine.UsageException;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticFormat;
import io.heddle.instrumenter.diagnostic.SourceRoots;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** The command: weaves folders and jars in place, and shows the tasks of running programs. What it understands is in {@link CommandLine#HELP}. */
public final class Main {
    private static final int OK = 0;
    private static final int ERRORS = 1;
    private static final int BAD_USAGE = 2;

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the command and ends the JVM with its exit status. */
    public static void main(String... arguments) {
        System.exit(new Main(System.out, System.err).run(arguments));
    }

    /** Runs the command and gives the exit status. */
    int run(String... arguments) {
        try {
            var view = arguments.length == 0 ? null : RunningTasks.View.of(arguments[0]);
            if (view != null) {
                return show(view, arguments);
            }
            var commandLine = CommandLine.parse(arguments);
            return switch (commandLine.action()) {
                case HELP -> print(CommandLine.HELP.stripTrailing());
                case VERSION -> print("heddle-instrumenter " + version());
                case WEAVE -> weave(commandLine);
                case CHECK -> check(commandLine);
            };
        } catch (UsageException e) {
            err.println("heddle: " + e.getMessage());
            err.println("Try --help.");
            return BAD_USAGE;
        } catch (WeavingException e) {
            e.printStackTrace(err);
            return ERRORS;
        } catch (IOException e) {
            // The message of an error of the file system is but the name of the file.
            err.println("heddle: " + (e instanceof FileSystemException ? e : e.getMessage()));
            return ERRORS;
        }
    }

    private int print(String text) {
        out.println(text);
        return OK;
    }

    private int show(RunningTasks.View view, String... arguments) throws UsageException {
        if (arguments.length != 2) {
            throw new UsageException(arguments[0] + " needs the id of one process");
        }
        try {
            out.print(RunningTasks.of(arguments[1], view));
            return OK;
        } catch (IOException e) {
            err.println("heddle: " + e.getMessage());
            return ERRORS;
        }
    }

    private static String version() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private int weave(CommandLine commandLine) throws IOException {
        WeavingPlan plan;
        var options =
                new InstrumenterOptions(commandLine.wholeClassPath(), commandLine.sources(), commandLine.weaving());
        try (var instrumenter = new Instrumenter(options)) {
            plan = WeavingPlan.of(instrumenter, commandLine.targets());
        }
        if (!plan.diagnostics().isEmpty()) {
            return report(plan.diagnostics(), new DiagnosticFormat(new SourceRoots(commandLine.sources())));
        }
        var signed = plan.signedJars();
        if (!signed.isEmpty() && !commandLine.dropSignature()) {
            return refuse(signed);
        }
        plan.apply().forEach(out::println);
        plan.wovenOtherwise(commandLine.weaving()).forEach(line -> err.println("heddle: " + line));
        warnOfNestedJars(commandLine.targets());
        return OK;
    }

    private void warnOfNestedJars(List<Path> targets) throws IOException {
        for (var target : targets) {
            for (var name : WovenCheck.ofNested(target).unwoven()) {
                err.println("heddle: " + name + " in " + target
                        + " is not woven, as jars inside jars are not: weave that one before it is packaged");
            }
        }
    }

    private int check(CommandLine commandLine) throws IOException {
        var unwoven = 0;
        var format = new DiagnosticFormat(new SourceRoots(commandLine.sources()));
        var status = OK;
        for (var target : commandLine.targets()) {
            var check = WovenCheck.of(target);
            for (var name : check.unwoven()) {
                err.println("heddle: " + name + " in " + target + " is not woven");
                unwoven++;
            }
            for (var diagnostic : check.diagnostics()) {
                err.println(format.asJavac(diagnostic));
                status = ERRORS;
            }
        }
        if (unwoven > 0) {
            err.println(unwoven + (unwoven == 1 ? " class uses" : " classes use")
                    + " @Async or await and would throw at each await: weave the classes before they are packaged");
            status = ERRORS;
        }
        return status;
    }

    private int report(List<Diagnostic> diagnostics, DiagnosticFormat format) {
        for (var diagnostic : diagnostics) {
            err.println(format.asJavac(diagnostic));
        }
        err.println(diagnostics.size() + (diagnostics.size() == 1 ? " error" : " errors") + "; no class was changed");
        return ERRORS;
    }

    private int refuse(List<Path> signed) {
        for (var jar : signed) {
            err.println("heddle: " + jar + " is signed, and its signature would not hold for the woven classes:"
                    + " weave before you sign, or pass --drop-signature");
        }
        return ERRORS;
    }
}
