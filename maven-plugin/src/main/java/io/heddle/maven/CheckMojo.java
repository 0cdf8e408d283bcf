package io.heddle.maven;

import io.heddle.instrumenter.InvalidClassFileException;
import io.heddle.instrumenter.WovenCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Fails where a class uses <code>@Async</code> or <code>await</code> and is not woven, for builds that must prove it.
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
        var count = 0;
        for (var target : targets()) {
            for (var name : unwoven(target)) {
                getLog().error(name + " in " + target + " is not woven");
                count++;
            }
        }
        if (count > 0) {
            var what = count == 1
                    ? "1 class uses `@Async` or `await` and is not woven. "
                    : count + " classes use `@Async` or `await` and are not woven. ";
            throw new MojoFailureException(what + REMEDY);
        }
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

    private static List<String> unwoven(Path target) throws MojoExecutionException, MojoFailureException {
        try {
            return Files.exists(target) ? WovenCheck.unwoven(target) : List.of();
        } catch (InvalidClassFileException e) {
            throw new MojoFailureException(e.getMessage(), e);
        } catch (IOException e) {
            throw new MojoExecutionException("Could not read " + target + ": " + e, e);
        }
    }
}
