package io.heddle.instrumenter.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.analysis.VerificationType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameLayoutTest {
    private static final VerificationType STRING = VerificationType.object("java/lang/String");

    private final FrameLayout layout = new FrameLayout();

    @Test
    void aFieldHasTheExactTypeOfItsValue() {
        layout.place(locals(
                VerificationType.INT,
                VerificationType.LONG,
                VerificationType.FLOAT,
                VerificationType.DOUBLE,
                STRING,
                VerificationType.object("[[J")));

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
        assertThat(fieldsOf(locals(STRING, STRING)))
                .containsExactly(
                        new FrameField("l0", "Ljava/lang/String;"), new FrameField("l1", "Ljava/lang/String;"));
    }

    @Test
    void anotherPointTakesTheSameFieldsAgain() {
        layout.place(locals(STRING, VerificationType.INT));

        assertThat(fieldsOf(List.of(
                        SavedValue.local(5, VerificationType.INT),
                        SavedValue.local(6, STRING),
                        SavedValue.operand(0, STRING))))
                .containsExactly(
                        new FrameField("i1", "I"),
                        new FrameField("l0", "Ljava/lang/String;"),
                        new FrameField("l2", "Ljava/lang/String;"));
    }

    @Test
    void aLocalKeepsItsFieldThoughOneBeforeItIsDeadAtAnotherPoint() {
        layout.place(locals(STRING, STRING));

        assertThat(fieldsOf(List.of(SavedValue.local(1, STRING))))
                .containsExactly(new FrameField("l1", "Ljava/lang/String;"));
    }

    @Test
    void aFieldThatAnotherLocalHadIsTakenBeforeANewOneIsMade() {
        layout.place(List.of(SavedValue.local(1, STRING)));
        layout.place(List.of(SavedValue.local(2, STRING)));

        assertThat(layout.fields()).hasSize(1);
        assertThat(fieldsOf(List.of(SavedValue.local(1, STRING), SavedValue.local(2, STRING))))
                .doesNotHaveDuplicates();
        assertThat(layout.fields()).hasSize(2);
    }

    @Test
    void nullNeedsNoField() {
        assertThat(layout.place(locals(VerificationType.NULL)))
                .containsExactly(SavedValue.local(0, VerificationType.NULL));
        assertThat(layout.fields()).isEmpty();
    }

    private List<@Nullable FrameField> fieldsOf(List<SavedValue> values) {
        return layout.place(values).stream()
                .<@Nullable FrameField>map(SavedValue::field)
                .toList();
    }

    private static List<SavedValue> locals(VerificationType... types) {
        var values = new ArrayList<SavedValue>();
        for (var type : types) {
            values.add(SavedValue.local(values.size(), type));
        }
        return values;
    }
}
