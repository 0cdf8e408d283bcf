package io.heddle.instrumenter.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassHierarchy.ClassHeader;
import io.heddle.instrumenter.classpath.OverlayHierarchy;
import io.heddle.instrumenter.classpath.TypeLattice;
import io.heddle.instrumenter.fixture.Classes;
import io.heddle.instrumenter.fixture.MethodFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;

class StatedTypesTest {
    private static final TypeLattice LATTICE = new TypeLattice(withClassA());
    private static final List<String> NUMBER = List.of("java/lang/Number");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "void m(Long a) {}",
                "void m(Long[][] a) {}",
                "Long f; void m() { Object o = f; }",
                "static Long g() { return null; } void m() { Object o = g(); }",
                "void m(Object o) { ((Long) o).hashCode(); }",
                "void m(Object o) { ((Long[]) o).hashCode(); }",
                "void m() { Object o = new Long[1]; }",
                "void m() { Object o = new Long[1][1]; }",
                "void m() { Object o = new java.util.concurrent.atomic.AtomicLong(); }",
                "void m() { Long.parseLong(\"1\"); }",
            })
    void whateverTheCodeNamesIsStated(String members) {
        assertThat(of(members).mayBeAny(NUMBER, LATTICE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"void m(long a) {}", "void m(Object a) { for (Object o : java.util.List.of(a)) {} }"})
    void nothingElseIs(String members) {
        assertThat(of(members).mayBeAny(NUMBER, LATTICE)).isFalse();
    }

    @Test
    void theClassOfTheMethodIsStated() {
        assertThat(of("void m() {}").mayBeAny(List.of("A"), LATTICE)).isTrue();
    }

    @Test
    void aClassThatIsNotFoundMayBeAnything() {
        var method = MethodFixture.assemble("static m(Llib/Gone;)V", "RETURN");

        assertThat(StatedTypes.of("A", method).mayBeAny(NUMBER, LATTICE)).isTrue();
    }

    private static OverlayHierarchy withClassA() {
        var hierarchy = new OverlayHierarchy(Classes.onClassPath());
        hierarchy.add(new ClassHeader("A", "java/lang/Object", List.of(), Opcodes.ACC_PUBLIC));
        return hierarchy;
    }

    private static StatedTypes of(String members) {
        return StatedTypes.of("A", MethodFixture.method(MethodFixture.compile(members), "m"));
    }
}
