package io.heddle.instrumenter.scan;

/** One rule of the language that users write: it looks at a class and reports what breaks it. It changes nothing. */
interface Rule {
    /** Reports every breach of the rule in one class. */
    void check(CheckedClass checked, Findings findings);
}
