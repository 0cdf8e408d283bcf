package io.heddle.instrumenter.scan;

import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticCode;
import io.heddle.instrumenter.diagnostic.Sources;
import io.heddle.instrumenter.model.ClassScan;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;

/**
 * Holds a class against all rules, before anything is changed, so that a user sees every error of a run at once. It is
 * for every class that mentions Heddle: a coroutine can be dropped in a method that is not async too. Thread-safe where
 * the hierarchy is.
 */
public final class RuleChecker {
    private static final List<Rule> RULES = List.of(
            new AwaitPlacementRule(),
            new AsyncDeclarationRule(),
            new AwaitInMonitorRule(),
            new AwaitReferenceRule(),
            new DroppedCallRule(),
            new UnreadVariableRule(),
            new DroppedReferenceRule(),
            new ReturnInTryRule(),
            new MonitorMethodRule(),
            new UndecidedCloseRule(),
            new CloseHelperRule(),
            new UndecidedIteratorRule(),
            new AsyncWalkRule());

    private final ClassHierarchy hierarchy;
    private final TypeLattice lattice;
    private final Sources sources;
    private final MockingLibraries mocking;

    /**
     * A checker for one run.
     *
     * @param hierarchy the classes of the run and of its class path
     * @param lattice their order
     * @param sources where the excerpts of diagnostics come from
     * @param mocks packages and classes of further mocking libraries
     */
    public RuleChecker(ClassHierarchy hierarchy, TypeLattice lattice, Sources sources, List<String> mocks) {
        this.hierarchy = hierarchy;
        this.lattice = lattice;
        this.sources = sources;
        this.mocking = MockingLibraries.with(mocks);
    }

    /** The errors of one class, by line. */
    public List<Diagnostic> check(ClassScan scan) {
        var checked = checked(scan);
        var findings = new Findings(checked, sources);
        for (var rule : RULES) {
            rule.check(checked, findings);
        }
        return findings.byLine();
    }

    /** The error of a method that has passed the rules, and would have so many bytes of code once it is woven. */
    public Diagnostic tooLarge(ClassScan scan, MethodNode method, int size) {
        var findings = new Findings(checked(scan), sources);
        findings.reportDeclaration(DiagnosticCode.HED016, method, size);
        return findings.byLine().get(0);
    }

    private CheckedClass checked(ClassScan scan) {
        return new CheckedClass(scan, hierarchy, lattice, mocking);
    }
}
