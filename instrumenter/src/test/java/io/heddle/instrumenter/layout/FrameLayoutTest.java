package io.heddle.instrumenter.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.analysis.VerificationType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameLayoutTest {
    private static final VerificationType STRING = VerificationType.object("java/lang/String");

    private final FrameLayout layout = new FrameLayout();

    @Test
    void aFieldHasTheExactTypeOfItsValue() {
        var point = layout.new Point();
        for (var type : List.of(
                VerificationType.INT,
                VerificationType.LONG,
                VerificationType.FLOAT,
                VerificationType.DOUBLE,
                STRING,
                VerificationType.object("[[J"))) {
            point.fieldFor(type);
        }

        assertThat(layout.fields())
                .containsExactly(
                        new FrameField("i0", "I"),
                        new FrameField("j1", "J"),
                        new FrameField("f2", "F"),
                        new FrameField("d3", "D"),
                        new FrameField("l4", "Ljava/lang/String;"),
                        new FrameField("l5", "[[J"));
        assertThat(layout.fields()).filteredOn(FrameField::isReference).hasSize(2);
    }

    @Test
    void aPointHasAFieldForEachOfItsValues() {
        var point = layout.new Point();

        assertThat(point.fieldFor(STRING)).isEqualTo(new FrameField("l0", "Ljava/lang/String;"));
        assertThat(point.fieldFor(STRING)).isEqualTo(new FrameField("l1", "Ljava/lang/String;"));
    }

    @Test
    void anotherPointTakesTheSameFieldsAgain() {
        var first = layout.new Point();
        first.fieldFor(STRING);
        first.fieldFor(VerificationType.INT);
        var second = layout.new Point();

        assertThat(second.fieldFor(VerificationType.INT)).isEqualTo(new FrameField("i1", "I"));
        assertThat(second.fieldFor(STRING)).isEqualTo(new FrameField("l0", "Ljava/lang/String;"));
        assertThat(second.fieldFor(STRING)).isEqualTo(new FrameField("l2", "Ljava/lang/String;"));
        assertThat(layout.fields()).hasSize(3);
    }

    @Test
    void nullNeedsNoField() {
        assertThat(layout.new Point().fieldFor(VerificationType.NULL)).isNull();
        assertThat(layout.fields()).isEmpty();
    }
}
