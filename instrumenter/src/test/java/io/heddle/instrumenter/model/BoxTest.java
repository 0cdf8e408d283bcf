package io.heddle.instrumenter.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.tree.MethodInsnNode;

class BoxTest {
    @ParameterizedTest
    @EnumSource
    void isRecognisedWhereItIsPutOnAndTakenOff(Box box) {
        var method = MethodFixture.assemble("static m()V", """
                INVOKESTATIC %1$s.valueOf %2$s
                CHECKCAST %1$s
                INVOKEVIRTUAL %1$s.%3$s %4$s
                """.formatted(
                        box.internalName(), box.boxingDescriptor(), box.unboxing(), box.unboxingDescriptor()));
        var boxing = method.instructions.get(0);
        var cast = method.instructions.get(1);
        var unboxing = method.instructions.get(2);

        assertThat(Box.boxedBy(boxing)).isEqualTo(box);
        assertThat(Box.boxedBy(unboxing)).isNull();
        assertThat(Box.unboxedBy(cast, unboxing)).isEqualTo(box);
        assertThat(Box.unboxedBy(boxing, unboxing)).isNull();
        assertThat(Box.unboxedBy(cast, boxing)).isNull();
        assertThat(Box.unboxedBy(null, null)).isNull();
    }

    /** What javac itself calls: the names of the table are right. */
    @ParameterizedTest
    @CsvSource({
        "INTEGER, int, Integer",
        "LONG, long, Long",
        "DOUBLE, double, Double",
        "BOOLEAN, boolean, Boolean",
        "CHARACTER, char, Character",
        "BYTE, byte, Byte",
        "SHORT, short, Short",
        "FLOAT, float, Float"
    })
    void namesWhatCompilersCall(Box box, String primitive, String reference) {
        var node = MethodFixture.compile("""
                static %2$s on(%1$s value) { return value; }
                static <T extends %2$s> %1$s off(Object value) { return (%2$s) value; }
                """.formatted(primitive, reference));
        var off = MethodFixture.method(node, "off").instructions;

        assertThat(MethodFixture.method(node, "on").instructions.toArray())
                .filteredOn(MethodInsnNode.class::isInstance)
                .extracting(Box::boxedBy)
                .containsExactly(box);
        assertThat(off.toArray())
                .filteredOn(MethodInsnNode.class::isInstance)
                .extracting(call -> Box.unboxedBy(call.getPrevious(), call))
                .containsExactly(box);
    }

    @Test
    void aCastToAnotherTypeTakesNothingOff() {
        var method = MethodFixture.assemble("static m()V", """
                CHECKCAST java/lang/Number
                INVOKEVIRTUAL java/lang/Integer.intValue ()I
                CHECKCAST java/lang/Integer
                INVOKEVIRTUAL java/lang/Integer.longValue ()J
                INVOKESTATIC java/lang/Integer.valueOf (Ljava/lang/String;)Ljava/lang/Integer;
                """);
        var insns = method.instructions;

        assertThat(Box.unboxedBy(insns.get(0), insns.get(1))).isNull();
        assertThat(Box.unboxedBy(insns.get(2), insns.get(3))).isNull();
        assertThat(Box.boxedBy(insns.get(4))).isNull();
    }
}
