package io.heddle.maven;

import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import io.heddle.instrumenter.WeavingException;
import io.heddle.instrumenter.WeavingPlan;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.diagnostic.DiagnosticFormat;
import io.heddle.instrumenter.diagnostic.SourceRoots;
import io.heddle.instrumenter.model.WeavingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * What both goals do: weave one folder of classes, in place. Mistakes of the user's are told as the compiler tells its
 * errors and fail the build; nothing is written then. A class that is woven already is left as it is, so a build with
 * no change writes nothing.
 */
abstract class AbstractInstrumentMojo extends AbstractMojo {
    /** The project whose classes are woven. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    protected MavenProject project;

    /** Weaves nothing. */
    @Parameter(property = "heddle.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Which classes are woven, as paths of class files below the folder: <code>com/example/**</code>,
     * <code>**&#47;*Service.class</code>. All, if there is no pattern.
     */
    @Parameter
    private List<String> includes = List.of();

    /** Which of them are left out. An <code>await</code> in such a class throws. */
    @Parameter
    private List<String> excludes = List.of();

    /**
     * The woven code of a method: <code>split</code> into start and resume, which is fast; <code>compact</code>, with each
     * source line once, for builds that measure coverage; <code>auto</code>, compact for large methods.
     */
    @Parameter(property = "heddle.shape", defaultValue = "auto")
    private String shape = "auto";

    /**
     * Which async methods their own class calls past what mocks and aspects see: <code>private</code>, or
     * <code>all</code> that can't be overridden.
     */
    @Parameter(property = "heddle.directCalls", defaultValue = "private")
    private String directCalls = "private";

    /**
     * Packages and classes of mocking libraries other than Mockito and EasyMock. What such a library is asked, as in
     * <code>verify(service).fetch(1)</code>, may drop a coroutine.
     */
    @Parameter(property = "heddle.mocks")
    private List<String> mocks = List.of();

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        var classes = classesFolder();
        if (skip) {
            getLog().info("Skipped: heddle.skip is set");
        } else if (!Files.isDirectory(classes)) {
            getLog().debug("No classes in " + classes);
        } else {
            weave(classes);
        }
    }

    /** The classes to weave. */
    abstract Path classesFolder();

    /** What they were compiled with. */
    abstract List<String> classPath() throws DependencyResolutionRequiredException;

    /** What they were compiled from. */
    abstract List<String> sourceRoots();

    private void weave(Path classes) throws MojoExecutionException, MojoFailureException {
        var sources = sourceRoots().stream().map(Path::of).toList();
        try {
            var plan = plan(classes, sources);
            var diagnostics = plan.diagnostics();
            if (!diagnostics.isEmpty()) {
                throw failure(diagnostics, new DiagnosticFormat(new SourceRoots(sources)));
            }
            for (var summary : plan.apply()) {
                getLog().info(summary.from(project.getBasedir().toPath()).toString());
            }
            plan.wovenOtherwise(weavingOptions()).forEach(getLog()::warn);
        } catch (WeavingException e) {
            throw new MojoExecutionException(e.getMessage(), e);
        } catch (DependencyResolutionRequiredException | IOException e) {
            throw new MojoExecutionException("Could not weave " + classes + ": " + e, e);
        }
    }

    private WeavingPlan plan(Path classes, List<Path> sources)
            throws IOException, DependencyResolutionRequiredException, MojoExecutionException {
        var classPath = classPath().stream().map(Path::of).toList();
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(classPath, sources, weavingOptions()))) {
            return WeavingPlan.of(instrumenter, List.of(classes), new ClassPatterns(includes, excludes));
        }
    }

    private WeavingOptions weavingOptions() throws MojoExecutionException {
        try {
            var options = WeavingOptions.DEFAULT.withShape(shape).withDirectCalls(directCalls);
            for (var each : mocks) {
                options = options.withMocks(each);
            }
            return options;
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException("Wrong configuration: " + e.getMessage(), e);
        }
    }

    private MojoFailureException failure(List<Diagnostic> diagnostics, DiagnosticFormat format) {
        for (var diagnostic : diagnostics) {
            getLog().error(format.asMaven(diagnostic));
        }
        var count = diagnostics.size();
        return new MojoFailureException(count + (count == 1 ? " error" : " errors") + "; no class was changed");
    }
}
