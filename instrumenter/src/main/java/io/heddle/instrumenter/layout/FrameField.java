package io.heddle.instrumenter.layout;

/**
 * A field of a coroutine frame. Its descriptor is the very type that the verifier knows of the value, so that reading it
 * back needs no cast, and links no class that the original didn't.
 *
 * @param name unique in the frame class
 * @param desc the field's descriptor
 */
public record FrameField(String name, String desc) {
    /** Whether it holds a reference, which must be cleared when it is dead. */
    public boolean isReference() {
        return desc.startsWith("L") || desc.startsWith("[");
    }
}
