package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Hex;
import org.junit.jupiter.api.Test;

class AsyncRewriterTest {
    @Test
    void awaitsThatArentWantedLeaveTheOthersWhereTheyAre() throws IOException, ClassNotFoundException {
        var library = Library.of(Hex.class, "org.apache.commons.codec.binary.HexTest");
        var all = rewritten(library, IntStream.range(0, 100_000).boxed().collect(Collectors.toSet()));

        var every10th = IntStream.range(0, all.awaits())
                .filter(number -> number % 10 == 0)
                .boxed()
                .toList();
        var some = rewritten(library, Set.copyOf(every10th));

        assertThat(some.awaits()).isEqualTo(all.awaits());
        assertThat(some.places())
                .isEqualTo(every10th.stream().map(all.places()::get).toList());
    }

    private static AsyncRewriter rewritten(Library library, Set<Integer> wanted) {
        var rewriter = new AsyncRewriter(1, Driver.BARE, library.methods(), wanted);
        library.rewritten(rewriter);
        return rewriter;
    }
}
