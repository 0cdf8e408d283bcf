package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;

class VerificationTypeTest {
    @Test
    void theSmallIntegersAreInts() {
        for (var descriptor : new String[] {"Z", "B", "C", "S", "I"}) {
            assertThat(VerificationType.of(Type.getType(descriptor))).isEqualTo(VerificationType.INT);
        }
    }

    @Test
    void whatIsDeclaredComesBackAsTheSameType() {
        for (var descriptor : new String[] {"I", "F", "J", "D", "Lx/Y;", "[I", "[[Lx/Y;"}) {
            var type = VerificationType.of(Type.getType(descriptor));
            assertThat(type.declaredType().getDescriptor()).isEqualTo(descriptor);
            assertThat(VerificationType.of(type.declaredType())).isEqualTo(type);
        }
        assertThat(VerificationType.NULL.declaredType().getDescriptor()).isEqualTo("Ljava/lang/Object;");
    }

    @Test
    void whatIsNoValueCannotBeDeclared() {
        assertThatThrownBy(() -> VerificationType.of(Type.VOID_TYPE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no value has the type V");
        assertThatThrownBy(VerificationType.TOP::declaredType)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a value of the type TOP can't be declared");
        assertThatThrownBy(VerificationType.UNINITIALIZED_THIS::declaredType)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a value of the type UNINITIALIZED_THIS can't be declared");
    }

    @Test
    void longsAndDoublesTakeTwoSlots() {
        assertThat(VerificationType.LONG.getSize()).isEqualTo(2);
        assertThat(VerificationType.DOUBLE.getSize()).isEqualTo(2);
        assertThat(VerificationType.object("[J").getSize()).isEqualTo(1);
        assertThat(VerificationType.TOP.getSize()).isEqualTo(1);
    }

    @Test
    void onlyAReferenceThatIsInitialisedMayBeKept() {
        assertThat(VerificationType.NULL.isReference()).isTrue();
        assertThat(VerificationType.object("x/Y").isReference()).isTrue();
        assertThat(VerificationType.UNINITIALIZED_THIS.isReference()).isFalse();
        assertThat(VerificationType.uninitialized(new TypeInsnNode(Opcodes.NEW, "x/Y"))
                        .isReference())
                .isFalse();
        assertThat(VerificationType.INT.isReference()).isFalse();
    }

    @Test
    void eachTypeIsAStackMapEntry() {
        assertThat(VerificationType.TOP.stackMapEntry()).isEqualTo(Opcodes.TOP);
        assertThat(VerificationType.INT.stackMapEntry()).isEqualTo(Opcodes.INTEGER);
        assertThat(VerificationType.FLOAT.stackMapEntry()).isEqualTo(Opcodes.FLOAT);
        assertThat(VerificationType.LONG.stackMapEntry()).isEqualTo(Opcodes.LONG);
        assertThat(VerificationType.DOUBLE.stackMapEntry()).isEqualTo(Opcodes.DOUBLE);
        assertThat(VerificationType.NULL.stackMapEntry()).isEqualTo(Opcodes.NULL);
        assertThat(VerificationType.UNINITIALIZED_THIS.stackMapEntry()).isEqualTo(Opcodes.UNINITIALIZED_THIS);
        assertThat(VerificationType.object("[Lx/Y;").stackMapEntry()).isEqualTo("[Lx/Y;");
    }

    @Test
    void anUninitialisedObjectIsKnownByItsCreation() {
        var creation = new TypeInsnNode(Opcodes.NEW, "x/Y");
        var type = VerificationType.uninitialized(creation);

        assertThat(type).isEqualTo(VerificationType.uninitialized(creation));
        assertThat(type).isNotEqualTo(VerificationType.uninitialized(new TypeInsnNode(Opcodes.NEW, "x/Y")));
        assertThatThrownBy(type::stackMapEntry)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the label of the new instruction is not known here");
        assertThatThrownBy(type::objectName)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("UNINITIALIZED is no object");
    }
}
