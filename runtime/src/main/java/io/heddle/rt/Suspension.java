package io.heddle.rt;

/**
 * What a leaf operation asks for when it suspends. It is only noted in the context while the Java stack unwinds;
 * whoever drives the task registers it afterwards, so that nothing can wake a half-captured chain of frames.
 */
public interface Suspension {
    /** The suspension is not going to happen: a capture failed while the stack unwound. Nothing was registered. */
    default void calledOff() {}
}
