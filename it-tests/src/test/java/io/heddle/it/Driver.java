package io.heddle.it;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** What runs async code for callers that aren't, and what that code awaits. */
enum Driver {
    /** Nothing but a context: everything is a coroutine. */
    BARE(BlockingDriver.class),
    /** A real loop. */
    LOOP(LoopDriver.class),
    /** The code isn't woven, and its awaits take their values on the spot. */
    UNWOVEN(BlockingDriver.class);

    /** Of ten awaits, and of ten methods, so many are of another form than that of a coroutine. */
    private static final List<Form> FORMS = List.of(Form.PROMISE, Form.STAGE, Form.TASK, Form.AWAITABLE);

    private static final List<BodyKind> KINDS = List.of(BodyKind.TASK, BodyKind.FUTURE, BodyKind.STAGE);

    private final String owner;

    Driver(Class<?> owner) {
        this.owner = Type.getInternalName(owner);
    }

    /** The static type of what is awaited. */
    enum Form {
        COROUTINE("io/heddle/Coroutine"),
        PROMISE("io/heddle/Promise"),
        STAGE("java/util/concurrent/CompletionStage"),
        TASK("io/heddle/Task"),
        AWAITABLE("io/heddle/Awaitable"),
        FUTURE("java/util/concurrent/CompletableFuture");

        private final String type;

        Form(String type) {
            this.type = type;
        }

        private boolean isStage() {
            return type.startsWith("java/");
        }
    }

    /** What is awaited at some place. */
    Form form(Random random) {
        var drawn = random.nextInt(10);
        return this == LOOP && drawn < FORMS.size() ? FORMS.get(drawn) : Form.COROUTINE;
    }

    /** What an async method returns. */
    BodyKind kind(Random random) {
        var drawn = random.nextInt(10);
        return this != BARE && drawn < KINDS.size() ? KINDS.get(drawn) : BodyKind.COROUTINE;
    }

    /** Makes of a value and a boolean on the stack what completes with the value, later if the boolean says so. */
    MethodInsnNode source(Form form) {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                owner,
                form.name().toLowerCase(Locale.ROOT),
                "(Ljava/lang/Object;Z)L" + form.type + ";");
    }

    /** Awaits what is on the stack. */
    MethodInsnNode await(Form form) {
        var parameter = form.isStage() ? Form.STAGE : Form.AWAITABLE;
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                this == UNWOVEN ? owner : "io/heddle/Coroutines",
                "await",
                "(L" + parameter.type + ";)Ljava/lang/Object;");
    }

    /** Runs the coroutine on the stack to its end. */
    MethodInsnNode run() {
        return new MethodInsnNode(
                Opcodes.INVOKESTATIC, owner, "run", "(L" + Form.COROUTINE.type + ";)Ljava/lang/Object;");
    }
}
