package io.heddle.examples.channels;

import static io.heddle.Coroutines.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.examples.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TransferTest {
    @TempDir
    Path folder;

    @Test
    void printsHowManyBytesWereTransferred() throws Exception {
        assertThat(Printed.by(() -> Transfer.main(new String[0])))
                .isEqualTo(List.of("2200000 bytes, all of them right"));
    }

    @Test
    void anEmptyFileIsTransferred() throws IOException {
        var source = Files.createFile(folder.resolve("source"));

        assertThat(run(Transfer.transfer(source, folder.resolve("target")))).isZero();
        assertThat(folder.resolve("target")).isEmptyFile();
    }

    @Test
    void aFailureOfAChannelIsThrownAtTheAwait() {
        assertThatThrownBy(() -> run(Transfer.transfer(folder.resolve("missing"), folder.resolve("target"))))
                .isInstanceOf(NoSuchFileException.class);
    }
}
