package io.heddle.maven;

import io.heddle.instrumenter.InvalidClassFileException;
import io.heddle.instrumenter.WovenCheck;
import io.heddle.instrumenter.diagnostic.DiagnosticFormat;
import io.heddle.instrumenter.diagnostic.SourceRoots;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Fails where a class uses <code>@Async</code> or <code>await</code> and is not woven, or was woven but isn't complete or
 * is of another version, for builds that must prove it.
 * <code>heddle.skip</code> doesn't skip this.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends AbstractMojo {
    private static final String REMEDY = "Each await in such a class throws. Bind the goals `instrument` and"
            + " `instrument-tests` of heddle-maven-plugin; its `excludes` must not leave such classes out.";

    /** The project whose classes are looked at. */
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    /** A jar to look at in place of the classes and test classes of the project. */
    @Parameter(property = "heddle.check.jar")
    private @Nullable File jar;

    /** For Maven. */
    public CheckMojo() {}

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        var unwoven = 0;
        var errors = 0;
        for (var target : targets()) {
            var check = check(target);
            for (var name : check.unwoven()) {
                getLog().error(name + " in " + target + " is not woven");
            }
            for (var diagnostic : check.diagnostics()) {
                getLog().error(format().asMaven(diagnostic));
            }
            unwoven += check.unwoven().size();
            errors += check.diagnostics().size();
        }
        if (unwoven > 0) {
            var what = unwoven == 1
                    ? "1 class uses `@Async` or `await` and is not woven. "
                    : unwoven + " classes use `@Async` or `await` and are not woven. ";
            throw new MojoFailureException(what + REMEDY);
        }
        if (errors > 0) {
            throw new MojoFailureException(errors + (errors == 1 ? " error" : " errors") + " in woven classes");
        }
    }

    private DiagnosticFormat format() {
        var roots = Stream.of(project.getCompileSourceRoots(), project.getTestCompileSourceRoots())
                .flatMap(List::stream)
                .map(Path::of);
        return new DiagnosticFormat(new SourceRoots(roots.toList()));
    }

    private List<Path> targets() throws MojoExecutionException {
        if (jar == null) {
            return List.of(
                    Path.of(project.getBuild().getOutputDirectory()),
                    Path.of(project.getBuild().getTestOutputDirectory()));
        }
        if (!jar.isFile()) {
            throw new MojoExecutionException("There is no jar " + jar);
        }
        return List.of(jar.toPath());
    }

    private static WovenCheck check(Path target) throws MojoExecutionException, MojoFailureException {
        try {
            return Files.exists(target) ? WovenCheck.of(target) : new WovenCheck(List.of(), List.of());
        } catch (InvalidClassFileException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Could not read " + target + ": " + e, e);
        }
    }
}
