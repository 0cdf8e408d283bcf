package io.heddle.instrumenter.model;

import io.heddle.instrumenter.bytecode.LongNames;
import io.heddle.instrumenter.bytecode.PortableNames;
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
 * method; the runtime takes the method's name for its stack traces from what they are called. They are private methods of
 * the user's class, so that private access, {@code super.} and {@code this} stay what they were.
 *
 * <p>Each of them is asked for many times, so those that take some putting together are put together once. Immutable.
 */
public final class GeneratedNames {
    private static final String OBJECT_RESULT = ")Ljava/lang/Object;";
    private static final String BODY = "lambda$";
    private static final String CALL_CLASS = "$Call";
    private static final String FRAME_CLASS = "$Frame";
    private static final int MOST_PARAMETER_SLOTS = 255;
    // A third of what a constant holds, for a letter takes up to three bytes; less room for the classes that are added.
    private static final int MOST_LETTERS_OF_PARAMETERS = 16_000;

    private final Declaration declaration;
    private final String stem;
    private final @Nullable Box raw;
    private final boolean compact;
    private final String callClass;
    private final String frameClass;
    private final String start;
    private final String startDescriptor;
    private final String resume;
    private final String resumeDescriptor;
    private final String callBridgeDescriptor;

    /**
     * What the names are made from.
     *
     * @param parameters the descriptors of the parameters, one behind the other
     * @param slots how many slots they take, {@code this} included
     */
    private record Declaration(
            String owner,
            boolean onInterface,
            boolean isStatic,
            String method,
            String descriptor,
            String parameters,
            int slots) {}

    /**
     * Names for one method.
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
    public GeneratedNames(
            String owner,
            boolean onInterface,
            boolean isStatic,
            String method,
            String descriptor,
            String stem,
            @Nullable Box raw,
            boolean compact) {
        this(
                new Declaration(
                        owner,
                        onInterface,
                        isStatic,
                        method,
                        descriptor,
                        descriptor.substring(1, descriptor.indexOf(')')),
                        (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic ? 1 : 0)),
                stem,
                raw,
                compact);
    }

    private GeneratedNames(Declaration declaration, String stem, @Nullable Box raw, boolean compact) {
        this.declaration = declaration;
        this.stem = stem;
        this.raw = raw;
        this.compact = compact;
        var classes = LongNames.ofClass(declaration.owner + "$$" + PortableNames.of(stem));
        this.callClass = classes + CALL_CLASS;
        this.frameClass = classes + FRAME_CLASS;
        // Of a lambda too: what stands between the two ends is the method's own name, whatever compilers call their
        // lambdas.
        var body = BODY + stem;
        // What only calls the body is no line of a stack trace: there, bodies are told from bridges by their names.
        this.start = (!compact ? body : stem.startsWith(BODY) ? stem.substring(BODY.length()) : stem) + "$start";
        this.resume = body + "$resume";
        var result = raw == null ? OBJECT_RESULT : ")" + raw.primitive().getDescriptor();
        var parameters = isPacked() ? object(callClass) : declaration.parameters;
        this.startDescriptor = "(" + parameters + RuntimeMembers.CTX_DESC + result;
        this.callBridgeDescriptor = startIsStatic()
                ? startDescriptor
                : "(" + object(declaration.owner) + parameters + RuntimeMembers.CTX_DESC + result;
        this.resumeDescriptor = "(" + object(frameClass) + "Ljava/lang/Object;Ljava/lang/Throwable;"
                + RuntimeMembers.CTX_DESC + OBJECT_RESULT;
    }

    /**
     * Whether a class that {@code owner} refers to is called as one that was generated for it. Where the owner's own name
     * had to be cut, it can't be told.
     */
    public static boolean isGeneratedClass(String owner, String name) {
        return name.startsWith(owner + "$$") && (name.endsWith(CALL_CLASS) || name.endsWith(FRAME_CLASS));
    }

    /** Internal name of the class. */
    public String owner() {
        return declaration.owner;
    }

    /** Whether the class is an interface. */
    public boolean onInterface() {
        return declaration.onInterface;
    }

    /** Whether the method is static. */
    public boolean isStatic() {
        return declaration.isStatic;
    }

    /** The method's name. */
    public String method() {
        return declaration.method;
    }

    /** The method's descriptor. */
    public String descriptor() {
        return declaration.descriptor;
    }

    /** What generated names begin with: the method's name, and a number where it is overloaded. */
    public String stem() {
        return stem;
    }

    /** What the start's primitive result stands for; null where it gives an object. */
    public @Nullable Box raw() {
        return raw;
    }

    /** Whether start and resume are one body. */
    public boolean compact() {
        return compact;
    }

    /** The same names for a body whose start gives the primitive in a box. */
    public GeneratedNames withRawResult(@Nullable Box box) {
        return box == raw && !compact ? this : new GeneratedNames(declaration, stem, box, false);
    }

    /** The same names for a body that is both start and resume; it gives an object. */
    public GeneratedNames asCompact() {
        return new GeneratedNames(declaration, stem, null, true);
    }

    /** The type that the start gives. */
    public Type startResult() {
        return raw == null ? Type.getObjectType("java/lang/Object") : raw.primitive();
    }

    /** Internal name of the cold object's class. */
    public String callClass() {
        return callClass;
    }

    /** Internal name of the coroutine frame's class. */
    public String frameClass() {
        return frameClass;
    }

    /** How many slots the parameters take, {@code this} included. */
    public int parameterSlots() {
        return declaration.slots;
    }

    /**
     * Whether the parameters, or the letters of their descriptors, leave no room for the context, so that the start takes
     * them from its cold object.
     */
    public boolean isPacked() {
        return parameterSlots() >= MOST_PARAMETER_SLOTS || declaration.parameters.length() > MOST_LETTERS_OF_PARAMETERS;
    }

    /** Name of the body that runs from its beginning; in the compact shape, of what calls the one body so. */
    public String start() {
        return start;
    }

    /** Descriptor of {@link #start}. */
    public String startDescriptor() {
        return startDescriptor;
    }

    /** Whether {@link #start} is static. */
    public boolean startIsStatic() {
        return declaration.isStatic || isPacked();
    }

    /** Name of the body that runs from a suspension point. */
    public String resume() {
        return resume;
    }

    /** Descriptor of {@link #resume} and of {@link #frameBridge}. */
    public String resumeDescriptor() {
        return resumeDescriptor;
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
        return callBridgeDescriptor;
    }

    /** Name of the static method through which the frame resumes the body. */
    public String frameBridge() {
        return stem + "$continue";
    }

    /** Descriptor of the constructor of {@link #callClass}: the receiver, if any, and the arguments. */
    public String callConstructorDescriptor() {
        return "(" + (declaration.isStatic ? "" : object(declaration.owner)) + declaration.parameters + ")V";
    }

    /**
     * Descriptor of the compact body: the parameters of the method and those of a resume. Null stands for the frame of a
     * call that begins.
     *
     * @param withReceiver whether it is a static method that takes the receiver first
     */
    public String compactDescriptor(boolean withReceiver) {
        return "(" + (withReceiver ? object(declaration.owner) : "") + declaration.parameters
                + resumeDescriptor.substring(1);
    }

    /** Access flags of a body. */
    public int bodyAccess(boolean asStatic) {
        return Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | (asStatic ? Opcodes.ACC_STATIC : 0);
    }

    /** Access flags of a bridge: what lives in an interface is public or private. */
    public int bridgeAccess() {
        return Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | (declaration.onInterface ? Opcodes.ACC_PUBLIC : 0);
    }

    private static String object(String internalName) {
        return "L" + internalName + ";";
    }
}
