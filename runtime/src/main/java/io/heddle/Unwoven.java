package io.heddle;

/** What {@code await} says when it is really called: in code that the build has not woven. */
final class Unwoven {
    private Unwoven() {}

    static IllegalStateException await() {
        var caller = CallSite.here();
        return new IllegalStateException("await(..) was called at " + caller + ", but " + caller.getClassName()
                + " has not been woven, and only woven code can wait. Add heddle-maven-plugin to the build, with one"
                + " <execution> that has the goals `instrument` and `instrument-tests`, or start the JVM with"
                + " -javaagent:heddle-instrumenter.jar");
    }
}
