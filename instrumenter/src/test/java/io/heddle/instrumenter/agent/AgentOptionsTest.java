package io.heddle.instrumenter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.instrumenter.model.DirectCalls;
import io.heddle.instrumenter.model.Shape;
import io.heddle.instrumenter.model.WeavingOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class AgentOptionsTest {
    @ParameterizedTest
    @NullAndEmptySource
    void noneAreNeeded(@Nullable String text) {
        assertThat(AgentOptions.parse(text)).isEqualTo(WeavingOptions.DEFAULT);
    }

    @Test
    void eachMayBeGivenAndMocksSeveralTimes() {
        assertThat(AgentOptions.parse("shape=split,mocks=com.acme,directCalls=all,mocks=org.acme.Mocks"))
                .isEqualTo(new WeavingOptions(Shape.SPLIT, DirectCalls.ALL, List.of("com.acme", "org.acme.Mocks")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "shape=round -> shape may be auto, split, compact, but is: round",
                "directCalls= -> directCalls may be private, all, but is: ",
                "shape=split,speed=high -> the Heddle agent has the options shape=.., directCalls=.. and mocks=..,"
                        + " separated by commas, but got: speed=high",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void whatIsWrongIsExplained(String text, String message) {
        assertThatThrownBy(() -> AgentOptions.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
