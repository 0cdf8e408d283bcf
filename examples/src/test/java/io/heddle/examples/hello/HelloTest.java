package io.heddle.examples.hello;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.examples.Printed;
import io.heddle.examples.Timed;
import org.junit.jupiter.api.Test;

class HelloTest {
    @Test
    void saysHelloAndAfterASecondWorld() throws Exception {
        assertThat(Printed.by(() -> assertThat(Timed.run(Hello.helloWorld())).isEqualTo(ofSeconds(1))))
                .containsExactly("Hello", "World");
    }
}
