package io.heddle;

/** What {@code await} says when it is really called: in code that the build has not woven. */
final class Unwoven {
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Unwoven() {}

    static IllegalStateException await() {
        var caller = WALKER.walk(frames -> frames.filter(
                        frame -> !frame.getClassName().startsWith("io.heddle.Coroutines")
                                && !frame.getClassName().equals(Unwoven.class.getName()))
                .findFirst());
        var where = caller.map(frame -> frame.toStackTraceElement().toString()).orElse("unknown code");
        var type = caller.map(StackWalker.StackFrame::getClassName).orElse("The class");
        return new IllegalStateException("await(..) was called at " + where + ", but " + type
                + " has not been woven, and only woven code can wait. Add heddle-maven-plugin to the build, with one"
                + " <execution> that has the goals `instrument` and `instrument-tests`, or start the JVM with"
                + " -javaagent:heddle-instrumenter.jar");
    }
}
