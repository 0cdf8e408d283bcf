package io.heddle.it;

/** An error that comes from the harness, in the place of those that a JVM throws when it is short of something. */
public final class InjectedError extends Error {
    private static final long serialVersionUID = 1;

    InjectedError() {
        super("injected");
    }
}
