package io.heddle.instrumenter;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.GeneratedMark;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.pipeline.InvalidClassFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a run found in one folder or jar, and what it wants changed there.
 *
 * @param target the folder or jar
 * @param classes how many classes there are, without the generated ones
 * @param wovenBefore how many of them stay as they were woven with which options
 * @param diagnostics the errors; where there is one, {@code changes} is not to be used
 * @param changes what is to be written
 */
record TargetPlan(
        WeavingTarget target,
        int classes,
        SortedMap<String, Integer> wovenBefore,
        List<Diagnostic> diagnostics,
        TargetChanges changes) {
    /** Weaves what is in {@code target} in memory. */
    static TargetPlan of(
            Function<byte[], InstrumentationResult> weaver, WeavingTarget target, Predicate<String> selection)
            throws IOException {
        var planner = new Planner(weaver, target, selection);
        target.visitClasses(planner::visit);
        return planner.plan();
    }

    WeavingSummary summary() {
        return new WeavingSummary(target.path(), classes, changes.woven().size());
    }

    /** Collects while the class files go by. Keeps the bytes only of classes that mention Heddle. */
    private static final class Planner {
        private final Function<byte[], InstrumentationResult> weaver;
        private final WeavingTarget target;
        private final Predicate<String> selection;

        private final List<Diagnostic> diagnostics = new ArrayList<>();
        private final SortedMap<String, SortedMap<String, byte[]>> generated = new TreeMap<>();
        private final SortedMap<String, byte[]> woven = new TreeMap<>();
        private final SortedMap<String, byte[]> heddleClasses = new TreeMap<>();
        private final SortedMap<String, GeneratedMark> generatedBefore = new TreeMap<>();
        private final Set<String> ordinary = new HashSet<>();
        private final WovenClasses wovenBefore = new WovenClasses();

        Planner(Function<byte[], InstrumentationResult> weaver, WeavingTarget target, Predicate<String> selection) {
            this.weaver = weaver;
            this.target = target;
            this.selection = selection;
        }

        void visit(String path, byte[] classFile) throws IOException {
            try {
                add(path, classFile);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (RuntimeException e) {
                throw new WeavingException(target.path(), path, e);
            }
        }

        private void add(String path, byte[] classFile) {
            var pool = new ConstantPool(classFile);
            wovenBefore.visit(path, pool);
            var ours = GeneratedMark.of(pool);
            if (ours != null) {
                generatedBefore.put(path, ours);
                heddleClasses.put(path, classFile);
                return;
            }
            ordinary.add(path);
            var after = selection.test(path) ? weave(path, classFile, pool) : classFile;
            // What was woven mentions Heddle, as it did before.
            if (pool.mentions(RuntimeMembers.PACKAGE_PREFIX)) {
                heddleClasses.put(path, after);
            }
        }

        TargetPlan plan() {
            generated.forEach(this::checkNames);
            diagnostics.addAll(wovenBefore.diagnostics());
            return new TargetPlan(
                    target,
                    ordinary.size(),
                    wovenBefore.options(),
                    List.copyOf(diagnostics),
                    new TargetChanges(generated, woven, stale()));
        }

        /** The class file of {@code owner} names the classes nested in it, whose names are not used; a tool may have removed that. */
        private void checkNames(String owner, SortedMap<String, byte[]> siblings) {
            for (var path : siblings.keySet()) {
                if (ordinary.contains(path)) {
                    var name = WeavingTarget.className(owner);
                    var message =
                            DiagnosticCode.HED026.message("`" + name + "`", "`" + WeavingTarget.className(path) + "`");
                    diagnostics.add(new Diagnostic(DiagnosticCode.HED026, name, null, null, 0, message, null));
                }
            }
        }

        private byte[] weave(String path, byte[] classFile, ConstantPool pool) {
            var cutOff = InvalidClassFile.cutOff(WeavingTarget.className(path), pool);
            if (cutOff != null) {
                diagnostics.add(cutOff);
                return classFile;
            }
            var result = weaver.apply(classFile);
            diagnostics.addAll(result.diagnostics());
            if (!result.changed()) {
                return classFile;
            }
            woven.put(path, result.classFile());
            var siblings = new TreeMap<String, byte[]>();
            result.generated().forEach((name, bytes) -> siblings.put(WeavingTarget.sibling(path, name), bytes));
            if (!siblings.isEmpty()) {
                generated.put(path, siblings);
            }
            return result.classFile();
        }

        /**
         * The generated classes that can't be reached from their owners any more. A woven class refers to what was
         * generated for it, so its constant pool tells; one that was compiled anew and has no async method left
         * mentions nothing, and one that was deleted isn't there.
         */
        private SortedSet<String> stale() {
            var needed = new HashSet<String>();
            generated.values().forEach(siblings -> needed.addAll(siblings.keySet()));
            var owners = new TreeSet<String>();
            generatedBefore.forEach((path, ours) -> owners.add(WeavingTarget.sibling(path, ours.owner())));
            owners.forEach(owner -> reach(owner, needed));
            var stale = new TreeSet<>(generatedBefore.keySet());
            stale.removeAll(needed);
            return stale;
        }

        private void reach(String path, Set<String> needed) {
            var classFile = heddleClasses.get(path);
            if (classFile == null) {
                return;
            }
            for (var name : new ConstantPool(classFile).strings()) {
                var mentioned = WeavingTarget.sibling(path, name);
                var ours = generatedBefore.get(mentioned);
                if (ours != null && ours.name().equals(name) && needed.add(mentioned)) {
                    reach(mentioned, needed);
                }
            }
        }
    }
}
