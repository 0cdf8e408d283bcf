package io.heddle.instrumenter.classpath;

/** The answer to "may a value of this type be assigned to that one?", where class files may be missing. */
public enum Assignability {
    /** It may. */
    YES,
    /** It may not: all class files that could say otherwise were read. */
    NO,
    /** A class file that would decide it can't be found. */
    UNKNOWN
}
