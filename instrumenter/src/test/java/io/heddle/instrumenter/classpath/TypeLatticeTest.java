package io.heddle.instrumenter.classpath;

import static io.heddle.instrumenter.classpath.Assignability.NO;
import static io.heddle.instrumenter.classpath.Assignability.UNKNOWN;
import static io.heddle.instrumenter.classpath.Assignability.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.classpath.ClassHierarchy.ClassHeader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;

/**
 * The classes of the tests:
 *
 * <pre>
 *   Base            ← Left, Right (implements Shape)
 *   Shape           ← Round (interfaces); Disc extends Base implements Round
 *   Gone (missing)  ← HalfKnown ← Leaf, Twig;  Odd extends Base implements GoneShape (missing)
 * </pre>
 */
class TypeLatticeTest {
    private final TypeLattice lattice = new TypeLattice(new Classes()
            .with("java/lang/Object", null)
            .with("java/lang/String", "java/lang/Object", "java/io/Serializable")
            .withInterface("java/io/Serializable")
            .with("Base", "java/lang/Object")
            .with("Left", "Base")
            .with("Right", "Base", "Shape")
            .withInterface("Shape")
            .withInterface("Round", "Shape")
            .with("Disc", "Base", "Round")
            .with("HalfKnown", "Gone")
            .with("Leaf", "HalfKnown")
            .with("Twig", "HalfKnown")
            .with("Odd", "Base", "GoneShape"));

    @ParameterizedTest
    @CsvSource({
        "Left, Left, YES",
        "Left, Base, YES",
        "Base, Left, NO",
        "Left, Right, NO",
        "Right, Shape, YES",
        "Disc, Shape, YES",
        "Round, Shape, YES",
        "Shape, java/lang/Object, YES",
        "java/lang/Object, Shape, NO",
        "Shape, Base, NO",
    })
    void knowsTheSubtypesOfClassesAndInterfaces(String from, String to, Assignability answer) {
        assertThat(lattice.isAssignable(from, to)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "[I, [I, YES",
        "[I, [J, NO",
        "[I, java/lang/Object, YES",
        "[I, java/io/Serializable, YES",
        "[I, Shape, NO",
        "[LLeft;, [LBase;, YES",
        "[LBase;, [LLeft;, NO",
        "[LLeft;, [Ljava/lang/Object;, YES",
        "[[I, [Ljava/lang/Object;, YES",
        "[[I, [Ljava/lang/Cloneable;, YES",
        "[I, [Ljava/lang/Object;, NO",
        "java/lang/Object, [I, NO",
    })
    void knowsTheSubtypesOfArrays(String from, String to, Assignability answer) {
        assertThat(lattice.isAssignable(from, to)).isEqualTo(answer);
    }

    @Test
    void answersUnknownOnlyWhereAMissingClassDecides() {
        assertThat(lattice.isAssignable("Leaf", "Gone")).isEqualTo(YES);
        assertThat(lattice.isAssignable("Leaf", "Base")).isEqualTo(UNKNOWN);
        assertThat(lattice.isAssignable("Gone", "java/lang/Object")).isEqualTo(YES);
        assertThat(lattice.isAssignable("Gone", "Gone")).isEqualTo(YES);
        assertThat(lattice.isAssignable("Left", "Gone")).isEqualTo(NO);
        assertThat(lattice.isAssignable("Odd", "Shape")).isEqualTo(UNKNOWN);
        assertThat(lattice.isAssignable("Odd", "Left"))
                .as("an unknown interface can't make it a subclass")
                .isEqualTo(NO);
        assertThat(lattice.isAssignable("[LLeaf;", "[LBase;")).isEqualTo(UNKNOWN);
    }

    @Test
    void namesTheFirstSupertypeThatIsMissing() {
        assertThat(lattice.firstMissing("Leaf")).isEqualTo("Gone");
        assertThat(lattice.firstMissing("Odd")).isEqualTo("GoneShape");
        assertThat(lattice.firstMissing("Disc")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Left, Left, Left",
        "Left, Right, Base",
        "Left, Base, Base",
        "Disc, Shape, Shape",
        "Left, Shape, java/lang/Object",
        "Shape, java/lang/String, java/lang/Object",
        "Left, java/lang/Object, java/lang/Object",
        "[LLeft;, [LRight;, [LBase;",
        "[[LLeft;, [[LRight;, [[LBase;",
        "[I, [J, java/lang/Object",
        "[I, [LLeft;, java/lang/Object",
        "[[I, [LLeft;, [Ljava/lang/Object;",
        "[I, java/io/Serializable, java/io/Serializable",
        "[I, Left, java/lang/Object",
    })
    void mergesAsTheVerifierDoes(String a, String b, String common) {
        assertThat(lattice.commonSupertype(a, b)).isEqualTo(common);
        assertThat(lattice.commonSupertype(b, a)).isEqualTo(common);
    }

    @ParameterizedTest
    @CsvSource({
        "Leaf, Twig, HalfKnown",
        "Leaf, HalfKnown, HalfKnown",
        "Leaf, Gone, Gone",
        "Leaf, Left, ",
        "Gone, Left, ",
        "Gone, Shape, ",
        "Odd, Left, Base",
        "Odd, Shape, ",
        "[LGone;, [LLeft;, ",
        "Gone, java/lang/Object, java/lang/Object",
        "Gone, [I, java/lang/Object",
    })
    void mergesBelowAGapInTheClassPath(String a, String b, String common) {
        assertThat(lattice.commonSupertype(a, b)).isEqualTo(common);
        assertThat(lattice.commonSupertype(b, a)).isEqualTo(common);
    }

    @Test
    void endsWhereAHierarchyIsCircular() {
        var circular = new TypeLattice(new Classes().with("A", "B").with("B", "A"));

        assertThat(circular.isAssignable("A", "C")).isEqualTo(NO);
        assertThat(circular.commonSupertype("A", "B")).isEqualTo("B");
    }

    private static final class Classes implements ClassHierarchy {
        private final Map<String, ClassHeader> headers = new HashMap<>();

        Classes with(String name, @Nullable String superName, String... interfaces) {
            headers.put(name, new ClassHeader(name, superName, List.of(interfaces), Opcodes.ACC_SUPER));
            return this;
        }

        Classes withInterface(String name, String... interfaces) {
            headers.put(name, new ClassHeader(name, "java/lang/Object", List.of(interfaces), Opcodes.ACC_INTERFACE));
            return this;
        }

        @Override
        public @Nullable ClassHeader find(String internalName) {
            return headers.get(internalName);
        }
    }
}
