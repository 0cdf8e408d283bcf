package io.heddle.instrumenter.model;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The names and descriptors of all that is generated for one async method. For {@code total(int id)} of class
 * {@code Shop}:
 *
 * <pre>
 *   Shop$$total$Call          the cold object: the arguments
 *   Shop$$total$Frame         the coroutine frame
 *   Shop.lambda$total$start   the body from its beginning        (private)
 *   Shop.lambda$total$resume  the body from a suspension point   (private)
 *   Shop.total$capture1       fills the frame at point 1         (private static)
 *   Shop.total$call           reaches the start from the cold object  (package-private static)
 *   Shop.total$continue       reaches the resume from the frame       (package-private static)
 * </pre>
 *
 * <p>Bodies are called {@code lambda$…} because coverage tools, debuggers and profilers pass over every other synthetic
 * method. They are private methods of the user's class, so that private access, {@code super.} and {@code this} stay
 * what they were.
 *
 * @param owner internal name of the class
 * @param onInterface whether the class is an interface
 * @param isStatic whether the method is static
 * @param method the method's name
 * @param descriptor the method's descriptor
 * @param stem what generated names begin with: the method's name, and a number where it is overloaded
 * @param raw what the start's primitive result stands for; null where it gives an object
 * @param compact whether start and resume are one body
 */
public record GeneratedNames(
        String owner,
        boolean onInterface,
        boolean isStatic,
        String method,
        String descriptor,
        String stem,
        @Nullable Box raw,
        boolean compact) {
    private static final String OBJECT_RESULT = ")Ljava/lang/Object;";
    private static final int MOST_PARAMETER_SLOTS = 255;

    /** The same with another stem. */
    public GeneratedNames withStem(String other) {
        return new GeneratedNames(owner, onInterface, isStatic, method, descriptor, other, raw, compact);
    }

    /** The same names for a body whose start gives the primitive in a box. */
    public GeneratedNames withRawResult(@Nullable Box box) {
        return new GeneratedNames(owner, onInterface, isStatic, method, descriptor, stem, box, false);
    }

    /** The same names for a body that is both start and resume; it gives an object. */
    public GeneratedNames asCompact() {
        return new GeneratedNames(owner, onInterface, isStatic, method, descriptor, stem, null, true);
    }

    /** The type that the start gives. */
    public Type startResult() {
        return raw == null ? Type.getObjectType("java/lang/Object") : raw.primitive();
    }

    /** Internal name of the cold object's class. */
    public String callClass() {
        return owner + "$$" + stem + "$Call";
    }

    /** Internal name of the coroutine frame's class. */
    public String frameClass() {
        return owner + "$$" + stem + "$Frame";
    }

    private String bodyStem() {
        return stem.startsWith("lambda$") ? stem : "lambda$" + stem;
    }

    /** How many slots the parameters take, {@code this} included. */
    public int parameterSlots() {
        var withThis = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
        return isStatic ? withThis - 1 : withThis;
    }

    /** Whether the parameters leave no room for the context, so that the start takes them from its cold object. */
    public boolean isPacked() {
        return parameterSlots() >= MOST_PARAMETER_SLOTS;
    }

    /** Name of the body that runs from its beginning; in the compact shape, of what calls the one body so. */
    public String start() {
        return compact ? stem + "$start" : bodyStem() + "$start";
    }

    /** Descriptor of {@link #start}. */
    public String startDescriptor() {
        return isPacked()
                ? "(" + object(callClass()) + RuntimeMembers.CTX_DESC + ")"
                        + startResult().getDescriptor()
                : "(" + arguments() + RuntimeMembers.CTX_DESC + ")"
                        + startResult().getDescriptor();
    }

    /** Whether {@link #start} is static. */
    public boolean startIsStatic() {
        return isStatic || isPacked();
    }

    /** Name of the body that runs from a suspension point. */
    public String resume() {
        return bodyStem() + "$resume";
    }

    /** Descriptor of {@link #resume} and of {@link #frameBridge}. */
    public String resumeDescriptor() {
        return "(" + object(frameClass()) + "Ljava/lang/Object;Ljava/lang/Throwable;" + RuntimeMembers.CTX_DESC
                + OBJECT_RESULT;
    }

    /** Name of the method that fills the frame at a suspension point, and at those that share it. */
    public String capture(int point) {
        return stem + "$capture" + point;
    }

    /** Name of the static method through which the cold object starts the body. */
    public String callBridge() {
        return stem + "$call";
    }

    /** Descriptor of {@link #callBridge}. */
    public String callBridgeDescriptor() {
        return isPacked() || isStatic
                ? startDescriptor()
                : "(" + object(owner) + arguments() + RuntimeMembers.CTX_DESC + ")"
                        + startResult().getDescriptor();
    }

    /** Name of the static method through which the frame resumes the body. */
    public String frameBridge() {
        return stem + "$continue";
    }

    /** Descriptor of the constructor of {@link #callClass}: the receiver, if any, and the arguments. */
    public String callConstructorDescriptor() {
        return "(" + (isStatic ? "" : object(owner)) + arguments() + ")V";
    }

    /**
     * Descriptor of the compact body: the parameters of the method and those of a resume. Null stands for the frame of a
     * call that begins.
     *
     * @param withReceiver whether it is a static method that takes the receiver first
     */
    public String compactDescriptor(boolean withReceiver) {
        return "(" + (withReceiver ? object(owner) : "") + arguments()
                + resumeDescriptor().substring(1);
    }

    /** Access flags of a body. */
    public int bodyAccess(boolean asStatic) {
        return Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (asStatic ? Opcodes.ACC_STATIC : 0);
    }

    /** Access flags of a bridge: what lives in an interface is public or private. */
    public int bridgeAccess() {
        return Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (onInterface ? Opcodes.ACC_PUBLIC : 0);
    }

    private String arguments() {
        return descriptor.substring(1, descriptor.indexOf(')'));
    }

    private static String object(String internalName) {
        return "L" + internalName + ";";
    }
}
