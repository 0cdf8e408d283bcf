package io.heddle.instrumenter.normalize;

import static java.util.Objects.requireNonNull;

import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.Compiler;
import io.heddle.instrumenter.fixture.FixtureClassLoader;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;
import org.objectweb.asm.tree.ClassNode;

/**
 * A program whose methods are normalised and run on coroutines that are {@link Lazy}. {@code cold} makes one that tells
 * its name when it runs, and fails where the name begins with "bad".
 */
final class LazyProgram {
    private static final String LABORATORY = """
            static StringBuilder log = new StringBuilder();
            static void log(String event) { log.append(event).append(", "); }
            static class Cold extends Coroutine<String> {
                final String name;
                Cold(String name) { this.name = name; }
                public Object run() {
                    log(name);
                    if (name.startsWith("bad")) throw new IllegalStateException(name);
                    return name;
                }
                public Object $await(io.heddle.rt.Ctx t) { throw new UnsupportedOperationException(); }
                protected String $describe() { return name; }
            }
            static Coroutine<String> cold(String name) { return new Cold(name); }
            static Coroutine<String> field;
            static class Resource implements AutoCloseable {
                final String name;
                Resource(String name) { this.name = name; log("open " + name); }
                public void close() { log("close " + name); }
            }
            """;

    private LazyProgram() {}

    /** What the method {@code m} tells in its order, then what it completes with, behind an arrow. */
    static String run(Compiler compiler, String members) {
        return run(compiler, members, node -> {});
    }

    /** The same of class files that don't tell the names of variables. */
    static String runWithoutNames(Compiler compiler, String members) {
        return run(compiler, members, node -> node.methods.forEach(method -> method.localVariables = null));
    }

    private static String run(Compiler compiler, String members, Consumer<ClassNode> change) {
        var classFiles = new TreeMap<String, byte[]>();
        compiler.compile(LABORATORY + members).forEach((name, classFile) -> {
            var node = Classes.read(classFile);
            change.accept(node);
            classFiles.put(name, writeLazy(normalise(node)));
        });
        return outcome(classFiles);
    }

    private static ClassNode normalise(ClassNode node) {
        var awaiter = new TryReturnAwaiter(node, new TypeLattice(name -> null));
        node.methods.replaceAll(
                method -> method.desc.endsWith(")Lio/heddle/Coroutine;") ? awaiter.await(method) : method);
        return node;
    }

    private static byte[] writeLazy(ClassNode node) {
        var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        var lazy = Type.getInternalName(Lazy.class);
        node.accept(new ClassRemapper(
                writer,
                new SimpleRemapper(
                        Opcodes.ASM9,
                        Map.of(
                                "io/heddle/Coroutine", lazy,
                                "io/heddle/Awaitable", lazy,
                                "io/heddle/Coroutines", Type.getInternalName(LazyVocabulary.class)))));
        return writer.toByteArray();
    }

    private static String outcome(Map<String, byte[]> classFiles) {
        var program = new FixtureClassLoader(classFiles).load("A");
        try {
            var log = requireNonNull(access(program, "log"));
            var result = "";
            try {
                var method = program.getDeclaredMethod("m");
                method.setAccessible(true);
                var coroutine = (Lazy) method.invoke(null);
                result = String.valueOf(coroutine == null ? null : coroutine.run());
            } catch (IllegalStateException e) {
                result = e.toString();
            } catch (InvocationTargetException e) {
                result = "left by " + e.getCause();
            }
            return log.toString().replaceFirst(", $", "") + " -> " + result;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.toString(), e);
        }
    }

    private static Object access(Class<?> program, String name) throws ReflectiveOperationException {
        var field = program.getDeclaredField(name);
        field.setAccessible(true);
        return requireNonNull(field.get(null));
    }
}
