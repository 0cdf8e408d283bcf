package io.heddle.junit;

/** Tells in the stack trace of a failure how things were; it is suppressed there, and never thrown. */
final class TestSituation extends Exception {
    private static final long serialVersionUID = 1L;

    TestSituation(String message) {
        super(message, null, false, false);
    }
}
