package io.heddle.it;

import io.heddle.Coroutine;
import io.heddle.Runner;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.model.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The targets of one compilation, ready to be run in each of the ways. Every run of a target that has static state gets
 * classes of its own; the others share theirs, which is ten times as fast.
 */
final class TargetRuns {
    private final TargetClasses targets;
    private final WovenClasses woven;
    private final SortedMap<String, byte[]> referenceFiles;
    private final Set<String> replaced;
    private final Map<TargetCase, Observation> expected = new HashMap<>();
    private final Map<String, TestAbortedException> withoutHooks = new HashMap<>();

    private final BlockingReference reference = new BlockingReference();
    private final CaptureHook hook = new CaptureHook(Captures.counting(new Probe(Script.always(Resumption.READY))));
    private final TargetLoader sharedReference;
    private final TargetLoader sharedWoven;
    private @Nullable SortedMap<String, byte[]> hookedFiles;
    private @Nullable TargetLoader sharedHooked;

    private TargetRuns(TargetClasses targets, WovenClasses woven) throws IOException {
        this.targets = targets;
        this.woven = woven;
        this.referenceFiles = blocking(targets.reference());
        this.replaced = targets.replaced();
        this.sharedReference = new TargetLoader(referenceFiles, reference);
        this.sharedWoven = new TargetLoader(woven.files(), null);
    }

    /** Weaves compiled targets in a given shape. */
    static TargetRuns of(TargetClasses targets, Shape shape) throws IOException {
        return of(targets, List.of(), shape);
    }

    /** The same for targets that refer to more than the runtime. */
    static TargetRuns of(TargetClasses targets, List<Path> libraries, Shape shape) throws IOException {
        return of(targets, WovenClasses.weave(targets, libraries, shape));
    }

    /** Runs of targets that are woven already. */
    static TargetRuns of(TargetClasses targets, WovenClasses woven) throws IOException {
        return new TargetRuns(targets, woven);
    }

    private static SortedMap<String, byte[]> blocking(SortedMap<String, byte[]> files) {
        var blocking = new TreeMap<String, byte[]>();
        files.forEach((name, file) -> blocking.put(name, ReferenceRewriter.rewrite(file)));
        return blocking;
    }

    TargetClasses targets() {
        return targets;
    }

    /** What every run of {@code target} must look like where no failure is injected. */
    Observation expected(TargetCase target) {
        return expected.computeIfAbsent(target, unknown -> {
            var declared = unknown.expected();
            return declared == null
                    ? reference(unknown, Script.always(Resumption.READY), null)
                    : new Observation(declared, null);
        });
    }

    /** The blocking run, in which the suspension that {@code callOff} describes is called off. */
    Observation reference(TargetCase target, Script script, @Nullable CallOff callOff) {
        var probe = new Probe(script);
        var loader = hasState(target) ? new TargetLoader(referenceFiles, reference) : sharedReference;
        reference.begin(callOff);
        return Observation.of(probe, () -> reference.await(start(target.twin(), target.method(), probe, loader)));
    }

    /** Whether the blocking reference of {@code target} has the lines that the target has. */
    boolean tellLines(TargetCase target) {
        return target.expected() == null
                && target.twin().equals(target.className())
                && !replaced.contains(
                        WovenClasses.topLevelClass(target.className().replace('.', '/')));
    }

    /** The woven run. */
    Observation woven(TargetCase target, Script script) {
        var loader = hasState(target) ? new TargetLoader(woven.files(), null) : sharedWoven;
        return woven(target, new Probe(script), loader);
    }

    /** The woven run, with {@code captures} between target and runtime. */
    Observation woven(TargetCase target, Probe probe, Captures captures) {
        hook.begin(captures);
        return woven(target, probe, hooked(target));
    }

    private TargetLoader hooked(TargetCase target) {
        if (hookedFiles == null) {
            hookedFiles = withHooks();
        }
        var tooLong =
                withoutHooks.get(WovenClasses.topLevelClass(target.className().replace('.', '/')));
        if (tooLong != null) {
            throw tooLong;
        }
        if (hasState(target)) {
            return new TargetLoader(hookedFiles, hook);
        }
        if (sharedHooked == null) {
            sharedHooked = new TargetLoader(hookedFiles, hook);
        }
        return sharedHooked;
    }

    /** A class that can't have hooks aborts the tests of its own targets, not those of others. */
    private SortedMap<String, byte[]> withHooks() {
        var hooked = new TreeMap<String, byte[]>();
        woven.files().forEach((name, file) -> {
            try {
                hooked.put(name, CaptureRewriter.rewrite(file));
            } catch (TestAbortedException e) {
                hooked.put(name, file);
                withoutHooks.put(WovenClasses.topLevelClass(name), e);
            }
        });
        return hooked;
    }

    private Observation woven(TargetCase target, Probe probe, TargetLoader loader) {
        woven.check(target.className());
        return Observation.of(probe, () -> {
            try (var runner = Runner.virtualTime()) {
                return runner.run(start(target.className(), target.method(), probe, loader));
            }
        });
    }

    /** As {@link WovenClasses#areRefused}. */
    boolean areRefused(String className, DiagnosticCode code) {
        return woven.areRefused(className, code);
    }

    /** Whether the JVM refuses the class of that binary name, or one nested in it, as a compiler made them. */
    boolean areInvalid(String className) {
        return areInvalid(className, targets.files()) || areInvalid(className, referenceFiles);
    }

    private static boolean areInvalid(String className, SortedMap<String, byte[]> files) {
        var loader = new TargetLoader(files, null);
        try {
            for (var name : files.keySet()) {
                var binaryName = name.replace('/', '.');
                if (binaryName.equals(className) || binaryName.startsWith(className + "$")) {
                    Class.forName(binaryName, true, loader);
                }
            }
            return false;
        } catch (VerifyError e) {
            return true;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean hasState(TargetCase target) {
        return targets.hasState(target.className()) || targets.hasState(target.twin());
    }

    @SuppressWarnings("unchecked")
    private static Coroutine<Object> start(String className, String name, Probe probe, TargetLoader loader)
            throws ReflectiveOperationException {
        var method = loader.loadClass(className).getDeclaredMethod(name, Probe.class);
        method.setAccessible(true);
        return (Coroutine<Object>) method.invoke(null, probe);
    }
}
