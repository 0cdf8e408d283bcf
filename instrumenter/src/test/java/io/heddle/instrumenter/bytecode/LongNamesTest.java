package io.heddle.instrumenter.bytecode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongNamesTest {
    private static final String DIGEST = "\\$\\$[0-9a-f]{16}";

    @Test
    void aNameOfCommonLengthStays() {
        assertThat(LongNames.ofClass("com/example/" + "n".repeat(228))).isEqualTo("com/example/" + "n".repeat(228));
        assertThat(LongNames.ofMethod("m".repeat(60_000))).isEqualTo("m".repeat(60_000));
    }

    @Test
    void aLongNameKeepsItsPackageAndItsBeginning() {
        assertThat(LongNames.ofClass("com/" + "e".repeat(300) + "/" + "n".repeat(229)))
                .matches("com/e{300}/n{210}" + DIGEST);
        assertThat(LongNames.ofMethod("m".repeat(60_001))).matches("m{59982}" + DIGEST);
    }

    @Test
    void differentNamesStayDifferent() {
        var letters = "n".repeat(300);

        assertThat(LongNames.ofClass(letters + "1"))
                .isEqualTo(LongNames.ofClass(letters + "1"))
                .isNotEqualTo(LongNames.ofClass(letters + "2"));
    }

    /** It is bytes that file systems and class files count, and half a character is no name. */
    @Test
    void lettersOfSeveralBytesAreCutWhereTheyEnd() {
        for (var padding : new String[] {"", "a", "aa", "aaa", "aaaa", "aaaaa"}) {
            for (var letter : new String[] {"é", "線", "𝒳"}) {
                var cut = LongNames.ofClass(padding + letter.repeat(250));

                assertThat(cut).matches(padding + "(?:" + letter + ")+" + DIGEST);
                assertThat(cut.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(228);
            }
        }
    }
}
