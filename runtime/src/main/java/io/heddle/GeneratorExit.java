package io.heddle;

/**
 * Thrown by the emit of an async generator that is being closed: Python's {@code GeneratorExit}. An {@link Error}, so that
 * {@code catch (Exception e)} does not swallow it. A body that lets it out has ended as it should.
 */
final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1L;

    GeneratorExit() {
        super("the async generator is being closed");
    }

    /** Takes no picture of the stack: it is no failure, and nobody gets to see it. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
