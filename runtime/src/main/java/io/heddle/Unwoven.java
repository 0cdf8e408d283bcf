package io.heddle;

import io.heddle.rt.Traces;

/** What {@code await} says when it is really called: in code that the build has not woven. */
final class Unwoven {
    private Unwoven() {}

    static IllegalStateException await() {
        var caller = CallSite.here();
        return Traces.toCaller(
                new IllegalStateException("await(..) was called at " + caller + ", but " + caller.getClassName()
                        + " has not been woven, and only woven code can wait. Add heddle-maven-plugin to the build, with one"
                        + " <execution> that has the goals `instrument` and, for test classes, `instrument-tests`, or start the JVM with"
                        + " -javaagent:heddle-instrumenter.jar"));
    }

    /**
     * What a method says that only woven code may call.
     *
     * @param call as a user writes it
     * @param receiver whose method it is
     */
    static IllegalStateException asyncOnly(String call, Class<?> receiver) {
        return Traces.toCaller(new IllegalStateException(call + " of " + receiver.getName()
                + " may have to wait, and was called at "
                + CallSite.here() + " where nothing can: call it in an @Async method of a woven class, through a"
                + " variable whose static type shows what it is"));
    }
}
