package io.heddle.instrumenter.scan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ClassFileVersionTest {
    @Test
    void anOlderClassFileIsRefused() {
        assertThat(Messages.of(requireNonNull(ClassFileVersion.check(ofVersion(51)))))
                .isEqualTo("""
                        com.example.Old: error: [HED015] `com.example.Old` is a class file of version 51 (Java 7)
                          Heddle weaves class files of versions 52 to 69 (Java 8 to 25).
                          Compile it with `--release 8`.""");
    }

    @Test
    void soIsOneFromBeforeStackMaps() {
        assertThat(requireNonNull(ClassFileVersion.check(ofVersion(49))).message())
                .startsWith("`com.example.Old` is a class file of version 49 (Java 5)\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {70, 71, 300})
    void aNewerClassFileIsRefusedAlsoWhereItCannotBeParsed(int version) {
        assertThat(requireNonNull(ClassFileVersion.check(ofVersion(version))).message())
                .isEqualTo("`com.example.Old` is a class file of version " + version + " (Java " + (version - 44)
                        + ")\nHeddle weaves class files of versions 52 to 69 (Java 8 to 25).\n"
                        + "Compile it with `--release 25`.");
    }

    @ParameterizedTest
    @ValueSource(ints = {52, 61, 69})
    void whatIsBetweenIsFine(int version) {
        assertThat(ClassFileVersion.check(ofVersion(version))).isNull();
    }

    private static byte[] ofVersion(int version) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "com/example/Old", null, "java/lang/Object", null);
        writer.visitEnd();
        var classFile = writer.toByteArray();
        classFile[6] = (byte) (version >> 8);
        classFile[7] = (byte) version;
        return classFile;
    }
}
