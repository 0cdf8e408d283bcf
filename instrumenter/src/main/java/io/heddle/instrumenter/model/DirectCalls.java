package io.heddle.instrumenter.model;

/** Which awaited calls of async methods of the same class go to the method's body, past its face. */
public enum DirectCalls {
    /** Those of private methods, which nobody can replace. */
    PRIVATE,
    /**
     * Those of static and final methods and of methods of final classes too. It saves the cold object; what replaces such
     * a method at run time (an inline mock, an aspect) is not seen by the calls of its own class.
     */
    ALL
}
