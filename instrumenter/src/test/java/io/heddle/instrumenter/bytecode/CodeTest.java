package io.heddle.instrumenter.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.fixture.MethodDump;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

class CodeTest {
    @Test
    void pushesAnIntByTheShortestInstruction() {
        assertThat(listing(new Code()
                        .push(-1)
                        .push(5)
                        .push(6)
                        .push(-128)
                        .push(128)
                        .push(Short.MIN_VALUE)
                        .push(Short.MAX_VALUE + 1)))
                .isEqualTo("""
                        ICONST_M1
                        ICONST_5
                        BIPUSH 6
                        BIPUSH -128
                        SIPUSH 128
                        SIPUSH -32768
                        LDC 32768
                        """);
    }

    @Test
    void loadsAndStoresByType() {
        assertThat(listing(new Code()
                        .load(Type.BOOLEAN_TYPE, 0)
                        .load(Type.LONG_TYPE, 1)
                        .load(Type.getType("[I"), 3)
                        .store(Type.CHAR_TYPE, 0)
                        .store(Type.DOUBLE_TYPE, 1)
                        .store(Type.getObjectType("x/Y"), 3)
                        .aload(4)
                        .astore(5)))
                .isEqualTo("""
                        ILOAD 0
                        LLOAD 1
                        ALOAD 3
                        ISTORE 0
                        DSTORE 1
                        ASTORE 3
                        ALOAD 4
                        ASTORE 5
                        """);
    }

    @Test
    void pushesWhatAFieldHoldsBeforeItIsWritten() {
        assertThat(listing(new Code()
                        .pushDefault(Type.BYTE_TYPE)
                        .pushDefault(Type.LONG_TYPE)
                        .pushDefault(Type.FLOAT_TYPE)
                        .pushDefault(Type.DOUBLE_TYPE)
                        .pushDefault(Type.getType("[I"))
                        .pushDefault(Type.getType("Lx/Y;"))))
                .isEqualTo("""
                        ICONST_0
                        LCONST_0
                        FCONST_0
                        DCONST_0
                        ACONST_NULL
                        ACONST_NULL
                        """);
    }

    @Test
    void popsBySize() {
        assertThat(listing(new Code().pop(1).pop(2))).isEqualTo("POP\nPOP2\n");
    }

    @Test
    void aStackMapLeavesUnusableLocalsAtTheEndOut() {
        assertThat(listing(new Code()
                        .stackMap(List.of(Opcodes.TOP, "x/Y", Opcodes.TOP, Opcodes.TOP), List.of(Opcodes.LONG))
                        .stackMap(List.of(Opcodes.TOP), List.of())))
                .isEqualTo("""
                        FRAME FULL [T x/Y] [J]
                        FRAME FULL [] []
                        """);
    }

    @Test
    void callsAndFieldsAreWrittenAsTheyAreNamed() {
        var target = new LabelNode();
        assertThat(listing(new Code()
                        .create("x/Y")
                        .op(Opcodes.DUP)
                        .push("text")
                        .construct("x/Y", "(Ljava/lang/String;)V")
                        .getField("x/Y", "f", "I")
                        .putField("x/Y", "f", "I")
                        .invokeStatic("x/Y", "s", "()V")
                        .invokeStatic("x/I", "s", "()V", true)
                        .invokeVirtual("x/Y", "v", "()V")
                        .invokeInterface("x/I", "i", "()V")
                        .invokeSpecial("x/I", "p", "()V", true)
                        .jump(Opcodes.IFNULL, target)
                        .label(target)))
                .isEqualTo("""
                        NEW x/Y
                        DUP
                        LDC "text"
                        INVOKESPECIAL x/Y.<init> (Ljava/lang/String;)V
                        GETFIELD x/Y.f : I
                        PUTFIELD x/Y.f : I
                        INVOKESTATIC x/Y.s ()V
                        INVOKESTATIC x/I.s ()V (itf)
                        INVOKEVIRTUAL x/Y.v ()V
                        INVOKEINTERFACE x/I.i ()V (itf)
                        INVOKESPECIAL x/I.p ()V (itf)
                        IFNULL L0
                        L0
                        """);
    }

    @Test
    void anUnknownLineWritesNothing() {
        assertThat(new Code().line(0).insns().size()).isZero();
        assertThat(new Code().line(7).insns().getLast())
                .isInstanceOfSatisfying(
                        LineNumberNode.class, number -> assertThat(number.line).isEqualTo(7));
    }

    private static String listing(Code code) {
        var method = new MethodNode(Opcodes.ACC_STATIC, "m", "()V", null, null);
        method.instructions = code.insns();
        return MethodDump.of(method);
    }
}
