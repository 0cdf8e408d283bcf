package io.heddle.rt;

/** The version of the contract between woven code and this runtime; the instrumenter stamps it into each class. */
public final class Abi {
    /** Raised whenever a class that was woven before would no longer run as it should. */
    public static final int VERSION = 1;

    private Abi() {}
}
