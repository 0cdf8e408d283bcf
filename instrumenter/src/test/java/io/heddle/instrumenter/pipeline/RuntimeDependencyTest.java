package io.heddle.instrumenter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.diagnostic.Diagnostic;
import io.heddle.instrumenter.fixture.Messages;
import io.heddle.instrumenter.fixture.MethodFixture;
import io.heddle.instrumenter.scan.ClassScanner;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class RuntimeDependencyTest {
    @Test
    void aRuntimeOfTheSameAbiIsFine() {
        assertThat(check("@Async Coroutine<Void> m() { return done(); }", runtime(1)))
                .isNull();
    }

    @Test
    void noRuntimeAtAllIsAnErrorOfTheClassThatNeedsIt() {
        var diagnostic = check("@Async Coroutine<Void> m() { return done(); }", new Files(Map.of()));

        assertThat(diagnostic).isNotNull().extracting(Messages::of).isEqualTo("""
                        A.java: error: [HED018] `A` is `@Async`, but Heddle's runtime is not on the class path
                          Woven code calls the runtime.
                          Add the dependency `io.heddle:heddle-runtime`, in the scope in which the class is compiled.""");
    }

    @Test
    void aRuntimeOfAnotherAbiIsRefused() {
        var diagnostic = check("@Async Coroutine<Void> m() { return done(); }", runtime(7));

        assertThat(diagnostic).isNotNull().extracting(Messages::of).isEqualTo("""
                        A.java: error: [HED024] `A` is `@Async`, but Heddle's runtime on the class path is of another version
                          Woven code calls the runtime, of which it expects ABI 1; this one has ABI 7.
                          Give `heddle-runtime` and what weaves (`heddle-maven-plugin`, `heddle-instrumenter`) the same version.""");
    }

    @Test
    void aClassWithNothingToWeaveNeedsNone() {
        assertThat(check("Coroutine<Void> m() { return done(); }", new Files(Map.of())))
                .isNull();
    }

    @Test
    void testsNeedWhatRunsThem() {
        var test = "@org.junit.jupiter.api.Test Coroutine<Void> m() { return done(); }";
        var runtime = runtime(1);

        assertThat(check(test, runtime)).isNotNull().extracting(Messages::of).isEqualTo("""
                        A.java: error: [HED029] `A` has tests that return a coroutine, but `heddle-junit` is not on the class path
                          JUnit runs void methods alone. Weaving puts one beside each such test, and it calls `heddle-junit`.
                          Add the dependency `io.heddle:heddle-junit`, in the scope `test`.""");

        runtime.byName().put("io/heddle/junit/AsyncMethods", new byte[0]);
        assertThat(check(test, runtime)).isNull();
    }

    private static @Nullable Diagnostic check(String members, ClassHierarchy classPath) {
        return new RuntimeDependency(classPath)
                .check(ClassScanner.scan(MethodFixture.compile(members), new TypeLattice(classPath)));
    }

    private static Files runtime(int abi) {
        var writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "io/heddle/rt/Abi", null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "VERSION", "I", null, abi)
                .visitEnd();
        return new Files(new HashMap<>(Map.of("io/heddle/rt/Abi", writer.toByteArray())));
    }

    private record Files(Map<String, byte[]> byName) implements ClassHierarchy {
        @Override
        public @Nullable ClassHeader find(String internalName) {
            return null;
        }

        @Override
        public byte @Nullable [] read(String internalName) {
            return byName.get(internalName);
        }
    }
}
