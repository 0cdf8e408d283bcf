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
    private static final int ROUNDS = Integer.getInteger("heddle.rounds", 15);
    private static final int CLASSES = 100;
    /** The time of the processor, not of the clock: other programs may run too. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private WeavingSpeed() {}

    /** Takes no arguments; {@code -Dheddle.rounds=N} changes the number of rounds. */
    public static void main(String[] args) throws IOException {
        var plain = largeJar();
        var module = AsyncModule.compile(CLASSES);
        var async = module.classFiles().values();
        try (var instrumenter = new Instrumenter(new InstrumenterOptions(module.classPath(), List.of()))) {
            ToIntFunction<byte[]> weave =
                    classFile -> instrumenter.instrument(classFile).classFile().length;
            report("reading the bytes of " + plain.size() + " plain classes", best(plain, WeavingSpeed::sum), plain);
            report("passing them over", best(plain, weave), plain);
            report("copying them", best(plain, WeavingSpeed::copy), plain);
            report("copying " + async.size() + " async classes", best(async, WeavingSpeed::copy), async);
            report("weaving them", best(async, weave), async);
            var whole = new ArrayList<>(plain);
            whole.addAll(async);
            report("copying all of these", best(whole, WeavingSpeed::copy), whole);
            report("weaving all of these", best(whole, weave), whole);
        }
    }

    private static void report(String what, double millis, Collection<byte[]> classes) {
        System.out.printf("%-40s %8.1f ms %9.0f classes/s%n", what, millis, classes.size() / millis * 1_000);
    }

    private static double best(Collection<byte[]> classes, ToIntFunction<byte[]> work) {
        var best = Double.MAX_VALUE;
        var sum = 0L;
        for (var round = 0; round < ROUNDS; round++) {
            var start = THREADS.getCurrentThreadCpuTime();
            for (var classFile : classes) {
                sum += work.applyAsInt(classFile);
            }
            best = Math.min(best, (THREADS.getCurrentThreadCpuTime() - start) / 1e6);
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was done");
        }
        return best;
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
