package io.heddle.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.binary.Hex;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

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

    static String chosen(boolean isFirst) {
        return new StringJoiner(isFirst ? "a" : "b").add("x").add("y").toString();
    }

    @Test
    void stackMapsStillNameWhatIsBeingConstructed() throws IOException, ReflectiveOperationException {
        var name = AsyncRewriterTest.class.getName();
        var file = readAllBytes(name);
        for (var seed = 0; seed < 20; seed++) {
            var methods = new LibraryMethods(List.of(file), List.of());
            var rewritten = new AsyncRewriter(seed, Driver.UNWOVEN, methods, null).rewrite(file);

            var chosen = new TargetLoader(Map.of(name.replace('.', '/'), rewritten), null)
                    .loadClass(name)
                    .getDeclaredMethod("chosen", boolean.class);
            chosen.setAccessible(true);

            assertThat(chosen.invoke(null, true)).isEqualTo("xay");
        }
    }

    static int tries(Object lock, int[] failing) {
        for (var tries = 1; ; tries++) {
            try {
                synchronized (lock) {
                    failing[tries]++;
                }
                return tries;
            } catch (ArrayIndexOutOfBoundsException e) {
                failing[0]++;
            }
        }
    }

    @Test
    void noMonitorIsHeldBehindTheHandlerThatLeavesIt() throws IOException {
        var node = new ClassNode();
        new ClassReader(readAllBytes(AsyncRewriterTest.class.getName())).accept(node, 0);
        var method = node.methods.stream()
                .filter(each -> each.name.equals("tries"))
                .findFirst()
                .orElseThrow();

        var frames = HeldMonitors.analyze(node.name, method);

        var last = method.instructions.indexOf(Objects.requireNonNull(method.instructions.getLast()));
        assertThat(IntStream.range(0, last)
                        .filter(i -> method.instructions.get(i).getOpcode() == Opcodes.IASTORE)
                        .mapToObj(i -> HeldMonitors.any(Objects.requireNonNull(frames[i]))))
                .containsExactly(true, false);
    }

    private static byte[] readAllBytes(String name) throws IOException {
        try (var file = AsyncRewriterTest.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }

    private static AsyncRewriter rewritten(Library library, Set<Integer> wanted) {
        var rewriter = new AsyncRewriter(1, Driver.BARE, library.methods(), wanted);
        library.rewritten(rewriter);
        return rewriter;
    }
}
