package io.heddle.instrumenter.diagnostic;

/** The catalogue of diagnostics; a code is never given to another mistake. */
public enum DiagnosticCode {
    /** {@code await} in a method that is not {@code @Async}. */
    HED001
}
