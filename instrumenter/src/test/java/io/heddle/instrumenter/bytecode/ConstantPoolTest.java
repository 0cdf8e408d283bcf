package io.heddle.instrumenter.bytecode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.ConstantPool.MethodReference;
import io.heddle.instrumenter.bytecode.ConstantPool.Names;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ConstantPoolTest {
    @Test
    void stringsAreFoundBehindEntriesOfEveryKind() {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "Sample", null, "java/lang/Object", null);
        writer.newConst(1);
        writer.newConst(2L);
        writer.newConst(3f);
        writer.newConst(4d);
        writer.newConst("text");
        writer.newModule("a.module");
        writer.newPackage("a/package");
        writer.newMethodType("()V");
        writer.newMethod("Owner", "name", "()V", false);
        writer.newHandle(Opcodes.H_INVOKESTATIC, "Owner", "name", "()V", false);
        writer.newUTF8("io/heddle/Last");

        var pool = new ConstantPool(writer.toByteArray());

        assertThat(pool.strings())
                .contains("Sample", "java/lang/Object", "text", "a.module", "a/package", "Owner", "io/heddle/Last");
        assertThat(pool.mentions("io/heddle/")).isTrue();
        assertThat(pool.mentions("io/heddle/rt")).isFalse();
    }

    @Test
    void methodsAreFoundByName() {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "Sample", null, "java/lang/Object", null);
        writer.newConst(1L);
        writer.newMethod("Owner", "close", "()V", false);
        writer.newMethod("Interface", "close", "(I)V", true);
        writer.newField("Owner", "close", "I");
        writer.newMethod("Owner", "closed", "()V", false);
        writer.newMethod("Other", "open", "()LOwner;", false);

        var pool = new ConstantPool(writer.toByteArray());

        assertThat(pool.methodsNamed(new Names("open", "close")))
                .containsExactly(
                        new MethodReference("Owner", "close", "()V"),
                        new MethodReference("Interface", "close", "(I)V"),
                        new MethodReference("Other", "open", "()LOwner;"));
        assertThat(pool.methodsNamed(new Names("clos"))).isEmpty();
    }

    @Test
    void stringsMayHaveCharactersThatClassFilesEncodeInAWayOfTheirOwn() {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "Shop$$\ud835\udcf3total$Call", null, "java/lang/Object", null);
        writer.newUTF8("nul\0");

        assertThat(new ConstantPool(writer.toByteArray()).strings()).contains("Shop$$\ud835\udcf3total$Call", "nul\0");
    }

    @Test
    void whatIsNoClassFileMentionsNothing() {
        var other = new ConstantPool("io/heddle/".getBytes(UTF_8));

        assertThat(other.mentions("io/heddle/")).isFalse();
        assertThat(other.isCutOff()).isFalse();
        assertThat(new ConstantPool(new byte[0]).strings()).isEmpty();
    }

    @Test
    void aClassFileThatIsCutOffInItsPoolIsKnownAndMentionsNothing() {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "Sample", null, "io/heddle/Base", null);
        var classFile = writer.toByteArray();
        // Behind the pool come access, name, supertype, and the counts of interfaces, fields, methods and attributes.
        var endOfPool = classFile.length - 7 * Short.BYTES;

        for (var length = 0; length < endOfPool; length++) {
            var pool = new ConstantPool(Arrays.copyOf(classFile, length));
            assertThat(pool.strings()).as("the first %s bytes", length).isEmpty();
            assertThat(pool.isCutOff()).as("the first %s bytes", length).isTrue();
        }
        assertThat(new ConstantPool(Arrays.copyOf(classFile, endOfPool)).isCutOff())
                .isFalse();
    }

    @Test
    void anEntryOfAnUnknownKindEndsTheReading() {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, 0, "io/heddle/Sample", null, "java/lang/Object", null);
        var classFile = writer.toByteArray();
        classFile[10] = 99;

        assertThat(new ConstantPool(classFile).strings()).isEmpty();
        assertThat(new ConstantPool(classFile).isCutOff()).isFalse();
    }
}
