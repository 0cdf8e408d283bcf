package io.heddle.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "com/example/**, com/example/A.class, true",
        "com/example/**, com/example/deep/er/A.class, true",
        "com/example/, com/example/deep/A.class, true",
        "com/example/**, com/exampler/A.class, false",
        "com/example/*, com/example/A.class, true",
        "com/example/*, com/example/deep/A.class, false",
        "**/*Service.class, UserService.class, true",
        "**/*Service.class, com/example/UserService.class, true",
        "**/*Service.class, com/example/UserService$1.class, false",
        "**/gen/**, com/gen/deep/A.class, true",
        "**/gen/**, com/general/A.class, false",
        "com/?/A.class, com/x/A.class, true",
        "com/?/A.class, com/xy/A.class, false",
        "a.class, aXclass, false",
    })
    void aPatternMatchesAsInOtherPlugins(String pattern, String path, boolean matches) {
        assertThat(new ClassPatterns(List.of(pattern), List.of()).test(path)).isEqualTo(matches);
        assertThat(new ClassPatterns(List.of(), List.of(pattern)).test(path)).isNotEqualTo(matches);
    }

    @Test
    void whatIsExcludedIsOutThoughItIsIncluded() {
        var patterns = new ClassPatterns(List.of("p/**"), List.of("**/A.class"));

        assertThat(patterns.test("p/A.class")).isFalse();
        assertThat(patterns.test("p/B.class")).isTrue();
        assertThat(patterns.test("q/B.class")).isFalse();
    }
}
