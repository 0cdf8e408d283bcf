package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortableNamesTest {
    @ParameterizedTest
    @CsvSource({
        "total, total",
        "adds 2 numbers, adds 2 numbers",
        "größe, gr$u00f6$u00dfe",
        "𝒳, $ud835$udcb3",
        "is it?, is it$u003f",
        "a\u007fb, a$u007fb",
    })
    void whatIsNotAsciiOrNotForWindowsIsSpelledByItsNumber(String name, String spelled) {
        assertThat(PortableNames.of(name)).isEqualTo(spelled);
    }
}
