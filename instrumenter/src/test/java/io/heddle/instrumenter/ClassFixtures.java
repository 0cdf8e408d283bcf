package io.heddle.instrumenter;

import java.util.List;
import java.util.TreeMap;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Class files for tests of what surrounds the weaving, and a weaver that stands in for the real one. */
final class ClassFixtures {
    private static final String COROUTINE = "io/heddle/Coroutine";

    private ClassFixtures() {}

    /** A class that has nothing to do with Heddle. */
    static byte[] plain(String name) {
        return of(name, "java/lang/Object").toByteArray();
    }

    /** A class as the compiler leaves it: it mentions Heddle, and nothing is generated for it yet. */
    static byte[] compiled(String name) {
        var writer = of(name, "java/lang/Object");
        writer.newClass(COROUTINE);
        return writer.toByteArray();
    }

    /** A class as the stand-in weaves it: it refers to what is generated for it. */
    static byte[] woven(String name, String... generated) {
        var writer = of(name, "java/lang/Object");
        writer.newClass(COROUTINE);
        List.of(generated).forEach(writer::newClass);
        return writer.toByteArray();
    }

    /** A class as Heddle weaves it for a version of the runtime's interface. */
    static byte[] stamped(String name, int abi, String... generated) {
        var writer = of(name, "java/lang/Object");
        List.of(generated).forEach(writer::newClass);
        var annotation = writer.visitAnnotation("Lio/heddle/rt/Woven;", false);
        annotation.visit("abi", abi);
        annotation.visitEnd();
        return writer.toByteArray();
    }

    /** A generated class, which may refer to others. */
    static byte[] generated(String name, String owner, String... others) {
        var writer = of(name, COROUTINE);
        List.of(others).forEach(writer::newClass);
        var annotation = writer.visitAnnotation("Lio/heddle/rt/Generated;", false);
        annotation.visit("owner", owner.replace('/', '.'));
        annotation.visitEnd();
        return writer.toByteArray();
    }

    /** A result of the stand-in: the woven form of {@code name} with one generated class for each of {@code generated}. */
    static InstrumentationResult weave(String name, String... generated) {
        var classes = new TreeMap<String, byte[]>();
        List.of(generated).forEach(each -> classes.put(each, generated(each, name)));
        return new InstrumentationResult(name, woven(name, generated), classes, List.of(), true);
    }

    /** A result that leaves the class as it is. */
    static InstrumentationResult leave(String name, byte[] classFile) {
        return new InstrumentationResult(name, classFile, new TreeMap<>(), List.of(), false);
    }

    private static ClassWriter of(String name, String superName) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superName, null);
        return writer;
    }
}
