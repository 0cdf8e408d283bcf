package io.heddle.instrumenter.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.TestMembers;
import io.heddle.instrumenter.fixture.MethodDump;
import io.heddle.instrumenter.fixture.MethodFixture;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class TestFaceEmitterTest {
    private static final String BEFORE_EACH = "Lorg/junit/jupiter/api/BeforeEach;";
    private static final String ASYNC_TEST = "Lio/heddle/junit/AsyncTest;";

    private final ClassNode owner = MethodFixture.compile("""
            @org.junit.jupiter.api.BeforeEach
            Coroutine<List<String>> open(List<String> names, long n, int i) throws java.io.IOException { return null; }
            @org.junit.jupiter.api.BeforeEach static Coroutine<Void> shared() { return done(); }
            @org.junit.jupiter.api.BeforeAll static Coroutine<Void> serve(long n, int i) { return done(); }
            @org.junit.jupiter.api.AfterAll Coroutine<Void> stop() { return done(); }
            @org.junit.jupiter.api.BeforeAll private static Coroutine<Void> hidden() { return done(); }
            @org.junit.jupiter.api.Test Coroutine<Void> test() { return done(); }
            @org.junit.jupiter.api.RepeatedTest(2) Coroutine<Void> repeated() { return done(); }
            @org.junit.jupiter.api.BeforeEach void plain() {}
            Coroutine<Void> other() throws java.io.IOException { return open(null, 1, 2) == null ? done() : null; }
            """);

    private static MethodNode find(ClassNode owner, String name, String returnType) {
        return owner.methods.stream()
                .filter(method -> method.name.equals(name) && method.desc.endsWith(")" + returnType))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theAnnotationsMoveToAVoidMethodThatRunsTheCoroutine() {
        var open = MethodFixture.method(owner, "open");
        TestFaceEmitter.emit(open, owner);
        var face = find(owner, "open", "V");

        assertThat(MethodDump.of(face)).isEqualTo("""
                ALOAD 0
                ALOAD 1
                LLOAD 2
                ILOAD 4
                INVOKEVIRTUAL A.open (Ljava/util/List;JI)Lio/heddle/Coroutine;
                INVOKESTATIC io/heddle/junit/AsyncMethods.run (Lio/heddle/Coroutine;)V
                RETURN
                """);
        assertThat(face.signature).isEqualTo("(Ljava/util/List<Ljava/lang/String;>;JI)V");
        assertThat(face.exceptions).containsExactly("java/io/IOException");
        assertThat(face.visibleAnnotations).extracting(it -> it.desc).containsExactly(BEFORE_EACH);
        assertThat(open.visibleAnnotations).isNull();
    }

    /** Jupiter takes the first method of a name and parameters, by the order of these strings. */
    @Test
    void aTestKeepsItsNameAndComesBehindItsFaceInTheOrderOfJupiter() {
        var open = MethodFixture.method(owner, "open");
        open.visibleAnnotations.set(0, new AnnotationNode(ASYNC_TEST));
        TestFaceEmitter.emit(open, owner);

        assertThat(MethodDump.of(find(owner, "open", "V"))).contains("INVOKEVIRTUAL A.open ");
        assertThat(find(owner, "open", "V").access).isEqualTo(Opcodes.ACC_PROTECTED);
        assertThat(open.access).isEqualTo(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC);
        assertThat("protected void A.open()").isLessThan("public io.heddle.Coroutine A.open()");
    }

    @Test
    void aTestOfAnInterfaceStaysPublic() {
        var open = MethodFixture.method(owner, "open");
        open.visibleAnnotations.set(0, new AnnotationNode(ASYNC_TEST));
        open.access = Opcodes.ACC_PUBLIC;
        owner.access |= Opcodes.ACC_INTERFACE;
        TestFaceEmitter.emit(open, owner);

        assertThat(find(owner, "open", "V").access).isEqualTo(Opcodes.ACC_PUBLIC);
        assertThat(open.access).isEqualTo(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC);
    }

    @Test
    void aMethodForAllTestsHasALoopOfItsOwnAndMayBeStatic() {
        TestFaceEmitter.emit(MethodFixture.method(owner, "serve"), owner);
        TestFaceEmitter.emit(MethodFixture.method(owner, "stop"), owner);

        assertThat(MethodDump.of(find(owner, "serve", "V"))).isEqualTo("""
                LLOAD 0
                ILOAD 2
                INVOKESTATIC A.serve (JI)Lio/heddle/Coroutine;
                INVOKESTATIC io/heddle/junit/AsyncMethods.runAlone (Lio/heddle/Coroutine;)V
                RETURN
                """);
        assertThat(find(owner, "serve", "V").access & Opcodes.ACC_STATIC).isNotZero();
        assertThat(MethodDump.of(find(owner, "stop", "V"))).isEqualTo("""
                ALOAD 0
                INVOKEVIRTUAL A.stop ()Lio/heddle/Coroutine;
                INVOKESTATIC io/heddle/junit/AsyncMethods.runAlone (Lio/heddle/Coroutine;)V
                RETURN
                """);
    }

    /** Jupiter would pass over them without a word. */
    @Test
    void jupitersOwnTestsAreConcernedToo() {
        assertThat(TestMembers.isTest(MethodFixture.method(owner, "test"))).isTrue();
        assertThat(TestMembers.isTest(MethodFixture.method(owner, "repeated"))).isTrue();
    }

    @Test
    void onlyMethodsThatJupiterCanCallAndThatReturnACoroutineAreConcerned() {
        assertThat(TestMembers.isForJUnit(MethodFixture.method(owner, "open"))).isTrue();
        assertThat(TestMembers.isForJUnit(MethodFixture.method(owner, "shared")))
                .isFalse();
        assertThat(TestMembers.isForJUnit(MethodFixture.method(owner, "hidden")))
                .isFalse();
        assertThat(TestMembers.isForJUnit(MethodFixture.method(owner, "plain"))).isFalse();
        assertThat(TestMembers.isForJUnit(MethodFixture.method(owner, "other"))).isFalse();
    }
}
