package io.heddle.instrumenter;

import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One run over whole folders and jars: everything is woven in memory first, and written only if no class of the run has
 * an error. So a user sees all errors at once, and a failed build leaves every file as the compiler wrote it.
 *
 * <p>Making the plan reads; {@link #apply} alone writes, and only what differs from what is there. It needs the
 * instrumenter no more, which may be closed before.
 */
public final class WeavingPlan {
    private final List<TargetPlan> targets;

    private WeavingPlan(List<TargetPlan> targets) {
        this.targets = targets;
    }

    /** Weaves every class of {@code targets}, which are folders and jars, in memory. */
    public static WeavingPlan of(Instrumenter instrumenter, List<Path> targets) throws IOException {
        return of(instrumenter, targets, path -> true);
    }

    /**
     * Weaves the selected classes of {@code targets} in memory.
     *
     * @param selection gets the path of a class file relative to its target, as {@code com/example/Hello.class}
     * @throws WeavingException where the instrumenter has a defect
     */
    public static WeavingPlan of(Instrumenter instrumenter, List<Path> targets, Predicate<String> selection)
            throws IOException {
        return of(instrumenter::instrument, targets, selection);
    }

    static WeavingPlan of(
            Function<byte[], InstrumentationResult> weaver, List<Path> targets, Predicate<String> selection)
            throws IOException {
        var plans = new ArrayList<TargetPlan>();
        for (var target : targets) {
            var plan = TargetPlan.of(weaver, WeavingTarget.at(target), selection);
            if (!plan.changes().isEmpty() && plan.target() instanceof ClassArchive jar && jar.startsItself()) {
                throw new IOException(
                        "can't weave " + target + ": what stands before its zip, and starts it, would be lost;"
                                + " weave its classes before they are packaged");
            }
            plans.add(plan);
        }
        return new WeavingPlan(List.copyOf(plans));
    }

    /**
     * The errors of all classes, in the order of the targets and of their class files. That the runtime, or what runs
     * tests, is missing or of another version is told of the first class alone: it is one mistake, and not of the classes.
     */
    public List<Diagnostic> diagnostics() {
        var all = targets.stream()
                .flatMap(target -> target.diagnostics().stream())
                .toList();
        var firstWithoutRuntime =
                all.stream().filter(WeavingPlan::isAboutRuntime).findFirst();
        return all.stream()
                .filter(each -> !isAboutRuntime(each) || each.equals(firstWithoutRuntime.get()))
                .toList();
    }

    private static boolean isAboutRuntime(Diagnostic diagnostic) {
        return switch (diagnostic.code()) {
            case HED018, HED024, HED029 -> true;
            default -> false;
        };
    }

    /**
     * The classes that stay as they are because they are woven already, but with other options: a line for people for each
     * target and set of options.
     */
    public List<String> wovenOtherwise(WeavingOptions options) {
        var lines = new ArrayList<String>();
        for (var plan : targets) {
            plan.wovenBefore().forEach((before, count) -> {
                if (!before.equals(options.ofCode())) {
                    lines.add(count + (count == 1 ? " class in " : " classes in ")
                            + plan.target().path() + (count == 1 ? " stays as it was" : " stay as they were")
                            + " woven, with " + before + "; compile again, as a clean build does, to have "
                            + options.ofCode());
                }
            });
        }
        return lines;
    }

    /** The jars that would be changed although they are signed: {@link #apply} drops their signatures. */
    public List<Path> signedJars() throws IOException {
        var signed = new ArrayList<Path>();
        for (var plan : targets) {
            if (!plan.changes().isEmpty() && plan.target() instanceof ClassArchive jar && jar.isSigned()) {
                signed.add(jar.path());
            }
        }
        return List.copyOf(signed);
    }

    /**
     * Writes what was woven: each file whole or not at all. Classes that an earlier run generated and that are of no
     * use any more are removed.
     *
     * @return what was done, one for each target
     * @throws IllegalStateException where there are errors
     */
    public List<WeavingSummary> apply() throws IOException {
        if (!diagnostics().isEmpty()) {
            throw new IllegalStateException("a plan with errors can't be applied");
        }
        var summaries = new ArrayList<WeavingSummary>();
        for (var plan : targets) {
            if (!plan.changes().isEmpty()) {
                plan.target().apply(plan.changes());
            }
            summaries.add(plan.summary());
        }
        return List.copyOf(summaries);
    }
}
