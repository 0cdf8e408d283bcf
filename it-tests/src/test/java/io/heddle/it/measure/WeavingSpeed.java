package io.heddle.it.measure;

import io.heddle.instrumenter.Instrumenter;
import io.heddle.instrumenter.InstrumenterOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.zip.ZipFile;
import net.bytebuddy.ByteBuddy;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Prints how long weaving takes beside a copy by ASM, which reads and writes each class: for the classes of a large jar,
 * which don't mention Heddle; for a module of 1,000 async methods; and for that module with as many plain classes as the
 * jar has, a share of async classes that a large application may have. Best of several rounds in one JVM.
 */
public final class WeavingSpeed {
    private static final int ROUNDS = Integer.getInteger("heddle.rounds", 40);
    private static final int CLASSES = 100;
    /** The time of the processor, not of the clock: other programs may run too. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private WeavingSpeed() {}

    /** Takes no arguments; {@code -Dheddle.rounds=N} changes the number of rounds. */
    public static void main(String[] args) throws IOException {
        var plain = largeJar();
        var module = AsyncModule.compile(CLASSES);
        var async = module.classFiles().values();
        var whole = new ArrayList<>(plain);
        whole.addAll(async);
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(module.classPath(), List.of()))) {
            ToIntFunction<byte[]> weave =
                    classFile -> instrumenter.instrument(classFile).classFile().length;
            var kinds = List.of(
                    new Kind("plain classes", plain, weave),
                    new Kind("async classes", async, weave),
                    new Kind("all of these", whole, weave));
            for (var round = 0; round < ROUNDS; round++) {
                kinds.forEach(Kind::measure);
            }
            System.out.println(
                    "classes                | reading, ms | copying, ms | weaving, ms | classes/s | of a copy");
            kinds.forEach(Kind::print);
        }
    }

    /** The same classes read, copied and woven by turns, so that what else the machine does hits all three. */
    private static final class Kind {
        private final String name;
        private final Collection<byte[]> classes;
        private final ToIntFunction<byte[]> weave;
        private double read = Double.MAX_VALUE;
        private double copied = Double.MAX_VALUE;
        private double woven = Double.MAX_VALUE;

        Kind(String name, Collection<byte[]> classes, ToIntFunction<byte[]> weave) {
            this.name = name;
            this.classes = classes;
            this.weave = weave;
        }

        void measure() {
            read = Math.min(read, millis(classes, WeavingSpeed::sum));
            copied = Math.min(copied, millis(classes, WeavingSpeed::copy));
            woven = Math.min(woven, millis(classes, weave));
        }

        void print() {
            System.out.printf(
                    "%-22s | %11.1f | %11.1f | %11.1f | %9.0f | %8.2f×%n",
                    classes.size() + " " + name, read, copied, woven, classes.size() / woven * 1_000, woven / copied);
        }
    }

    private static double millis(Collection<byte[]> classes, ToIntFunction<byte[]> work) {
        var start = THREADS.getCurrentThreadCpuTime();
        var sum = 0L;
        for (var classFile : classes) {
            sum += work.applyAsInt(classFile);
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was done");
        }
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }

    private static int sum(byte[] classFile) {
        var sum = 1;
        for (var each : classFile) {
            sum += each & 0xff;
        }
        return sum;
    }

    private static int copy(byte[] classFile) {
        var writer = new ClassWriter(0);
        new ClassReader(classFile).accept(writer, 0);
        return writer.toByteArray().length;
    }

    /** Byte Buddy's, which the tests have on their class path: some 3,000 classes. */
    private static List<byte[]> largeJar() throws IOException {
        var classes = new TreeMap<String, byte[]>();
        var jar = Path.of(ByteBuddy.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        try (var entries = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(entries.entries())) {
                if (entry.getName().startsWith("net/") && entry.getName().endsWith(".class")) {
                    classes.put(entry.getName(), entries.getInputStream(entry).readAllBytes());
                }
            }
        }
        return List.copyOf(classes.values());
    }
}
