package io.heddle.instrumenter.model;

/** How the bodies of async methods are laid out. */
public enum Shape {
    /** Each method gets what suits its size. */
    AUTO,
    /** A start and a resume: fast. */
    SPLIT,
    /** One body: each source line exists once, which is what coverage tools want. */
    COMPACT
}
