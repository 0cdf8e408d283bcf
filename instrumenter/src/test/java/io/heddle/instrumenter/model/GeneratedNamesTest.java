package io.heddle.instrumenter.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class GeneratedNamesTest {
    private static final GeneratedNames TOTAL =
            new GeneratedNames("x/Shop", false, false, "total", "(I[J)Lio/heddle/Coroutine;", "total", null, false);

    @Test
    void namesWhatIsGeneratedForAMethod() {
        assertThat(TOTAL.callClass()).isEqualTo("x/Shop$$total$Call");
        assertThat(TOTAL.frameClass()).isEqualTo("x/Shop$$total$Frame");
        assertThat(TOTAL.start()).isEqualTo("lambda$total$start");
        assertThat(TOTAL.resume()).isEqualTo("lambda$total$resume");
        assertThat(TOTAL.capture(3)).isEqualTo("total$capture3");
        assertThat(TOTAL.callBridge()).isEqualTo("total$call");
        assertThat(TOTAL.frameBridge()).isEqualTo("total$continue");
    }

    @Test
    void theBodyOfALambdaKeepsTheWholeNameOfIt() {
        var lambda = new GeneratedNames(
                "x/Shop", false, false, "lambda$total$0", "(I[J)Lio/heddle/Coroutine;", "lambda$total$0", null, false);

        assertThat(lambda.start()).isEqualTo("lambda$lambda$total$0$start");
        assertThat(lambda.resume()).isEqualTo("lambda$lambda$total$0$resume");
        assertThat(lambda.callBridge()).isEqualTo("lambda$total$0$call");
        assertThat(lambda.asCompact().start()).isEqualTo("total$0$start");
        assertThat(lambda.asCompact().resume()).isEqualTo("lambda$lambda$total$0$resume");
    }

    @Test
    void bodiesTakeTheContextBehindTheArguments() {
        assertThat(TOTAL.startDescriptor()).isEqualTo("(I[JLio/heddle/rt/Ctx;)Ljava/lang/Object;");
        assertThat(TOTAL.resumeDescriptor())
                .isEqualTo("(Lx/Shop$$total$Frame;Ljava/lang/Object;Ljava/lang/Throwable;Lio/heddle/rt/Ctx;)"
                        + "Ljava/lang/Object;");
        assertThat(TOTAL.callBridgeDescriptor()).isEqualTo("(Lx/Shop;I[JLio/heddle/rt/Ctx;)Ljava/lang/Object;");
        assertThat(TOTAL.callConstructorDescriptor()).isEqualTo("(Lx/Shop;I[J)V");
    }

    @Test
    void aStaticMethodHasNoReceiver() {
        var names =
                new GeneratedNames("x/Shop", false, true, "total", "(I)Lio/heddle/Coroutine;", "total", null, false);

        assertThat(names.callBridgeDescriptor()).isEqualTo("(ILio/heddle/rt/Ctx;)Ljava/lang/Object;");
        assertThat(names.callConstructorDescriptor()).isEqualTo("(I)V");
        assertThat(names.startIsStatic()).isTrue();
        assertThat(names.parameterSlots()).isEqualTo(1);
    }

    @Test
    void aRawStartGivesThePrimitive() {
        var raw = TOTAL.withRawResult(Box.LONG);

        assertThat(raw.startDescriptor()).isEqualTo("(I[JLio/heddle/rt/Ctx;)J");
        assertThat(raw.callBridgeDescriptor()).isEqualTo("(Lx/Shop;I[JLio/heddle/rt/Ctx;)J");
        assertThat(raw.resumeDescriptor()).endsWith(")Ljava/lang/Object;");
        assertThat(raw.startResult()).isEqualTo(Type.LONG_TYPE);
    }

    @Test
    void theCompactBodyTakesTheParametersOfBothEntries() {
        var compact = TOTAL.withRawResult(Box.LONG).asCompact();

        assertThat(compact.start()).isEqualTo("total$start");
        assertThat(compact.raw()).isNull();
        assertThat(compact.compactDescriptor(false))
                .isEqualTo("(I[JLx/Shop$$total$Frame;Ljava/lang/Object;Ljava/lang/Throwable;Lio/heddle/rt/Ctx;)"
                        + "Ljava/lang/Object;");
        assertThat(compact.compactDescriptor(true)).startsWith("(Lx/Shop;I[JLx/Shop$$total$Frame;");
    }

    @Test
    void parametersThatLeaveNoRoomForTheContextArePacked() {
        var roomy = withParameters("J".repeat(126) + "I", false);
        var full = withParameters("J".repeat(127), false);

        assertThat(roomy.parameterSlots()).isEqualTo(254);
        assertThat(roomy.isPacked()).isFalse();
        assertThat(full.parameterSlots()).isEqualTo(255);
        assertThat(full.isPacked()).isTrue();
        assertThat(full.startIsStatic()).isTrue();
        assertThat(full.startDescriptor())
                .isEqualTo("(Lx/Shop$$total$Call;Lio/heddle/rt/Ctx;)Ljava/lang/Object;")
                .isEqualTo(full.callBridgeDescriptor());
        assertThat(withParameters("J".repeat(127), true).isPacked()).isFalse();
    }

    @Test
    void parametersWhoseDescriptorsLeaveNoRoomForTheContextArePacked() {
        var type = "Lx/" + "y".repeat(1_000) + ";";

        assertThat(withParameters(type.repeat(15), false).isPacked()).isFalse();
        assertThat(withParameters(type.repeat(60), false).isPacked()).isTrue();
        assertThat(withParameters(type.repeat(60), true).startDescriptor())
                .isEqualTo("(Lx/Shop$$total$Call;Lio/heddle/rt/Ctx;)Ljava/lang/Object;");
    }

    @Test
    void bodiesArePrivateAndBridgesAreSeenInThePackage() {
        assertThat(TOTAL.bodyAccess(false)).isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC);
        assertThat(TOTAL.bodyAccess(true)).isEqualTo(Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_STATIC);
        assertThat(TOTAL.bridgeAccess()).isEqualTo(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC);
    }

    @Test
    void inAnInterfaceBridgesArePublic() {
        var names = new GeneratedNames("x/Home", true, false, "total", "()Lio/heddle/Coroutine;", "total", null, false);

        assertThat(names.bridgeAccess()).isEqualTo(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC);
    }

    private static GeneratedNames withParameters(String parameters, boolean isStatic) {
        return new GeneratedNames(
                "x/Shop", false, isStatic, "total", "(" + parameters + ")Lio/heddle/Coroutine;", "total", null, false);
    }
}
