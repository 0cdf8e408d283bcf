package io.heddle.instrumenter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The import rules of the instrumenter:
 *
 * <pre>
 * .resideInAnyPackage(
 * with(packages(with(PASSES, "agent", "pipeline", "layout", "analysis", "model")), ROOT))
 * </pre>
 *
 * Passes never import each other; only the pipeline knows them all. What {@code layout} has planned is the input of
 * {@code emit}, and of no other pass.
 */
class ArchitectureTest {
    private static final String ROOT = "io.heddle.instrumenter";
    private static final String[] PASSES = {"scan", "normalize", "emit", "verify"};
    private static final String[] FLOOR = {"bytecode", "classpath", "diagnostic"};

    private static final JavaClasses INSTRUMENTER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void layersLookDownwardsOnly() {
        var layers = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        layers = layer(layers, "agent").mayNotBeAccessedByAnyLayer();
        layers = layers.layer("root").definedBy(ROOT).whereLayer("root").mayOnlyBeAccessedByLayers("agent");
        layers = layer(layers, "pipeline").mayOnlyBeAccessedByLayers("root");
        for (var pass : PASSES) {
            layers = layer(layers, pass).mayOnlyBeAccessedByLayers("pipeline");
        }
        layers = layer(layers, "layout").mayOnlyBeAccessedByLayers("emit", "pipeline");
        layers = layer(layers, "analysis").mayOnlyBeAccessedByLayers(with(PASSES, "pipeline", "layout"));
        layers = layer(layers, "model")
                .mayOnlyBeAccessedByLayers(with(PASSES, "agent", "root", "pipeline", "layout", "analysis"));
        layers.check(INSTRUMENTER);
    }

    @Test
    void theFloorKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(FLOOR))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(with(PASSES, "pipeline", "layout", "analysis", "model")))
                .check(INSTRUMENTER);
    }

    @Test
    void everyPackageHasALayer() {
        classes()
                .should()
                .resideInAnyPackage(
                        with(packages(with(PASSES, "agent", "pipeline", "layout", "analysis", "model")), ROOT))
                .orShould()
                .resideInAnyPackage(packages(FLOOR))
                .check(INSTRUMENTER);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(INSTRUMENTER);
    }

    @Test
    void theRuntimeIsKnownByNameOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.heddle", "io.heddle.rt..", "io.heddle.sync.."))
                .check(INSTRUMENTER);
    }

    @Test
    void diagnosticsDoWithoutAsm() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".diagnostic")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.objectweb.asm..")
                .check(INSTRUMENTER);
    }

    @Test
    void noAsmTypeInWhatOtherProgramsSee() {
        var visible = INSTRUMENTER.stream()
                .filter(resideInAnyPackage(ROOT, ROOT + ".classpath").and(modifier(JavaModifier.PUBLIC)))
                .toList();
        assertThat(visible).extracting(JavaClass::getSimpleName).contains("Instrumenter", "ClassHierarchy");
        assertThat(visible.stream().flatMap(ArchitectureTest::signatureTypes))
                .noneMatch(type -> type.getName().startsWith("org.objectweb.asm"));
    }

    /** The types in the signatures of what {@code type} shows to other packages. */
    private static Stream<JavaClass> signatureTypes(JavaClass type) {
        var codeUnits = type.getCodeUnits().stream()
                .filter(ArchitectureTest::isVisible)
                .flatMap(ArchitectureTest::signatureTypes);
        var fields = type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC)
                        || field.getModifiers().contains(JavaModifier.PROTECTED))
                .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream());
        var supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(supertype -> supertype.getAllInvolvedRawTypes().stream());
        return Stream.of(codeUnits, fields, supertypes).flatMap(types -> types);
    }

    private static Stream<JavaClass> signatureTypes(JavaCodeUnit unit) {
        var types = Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                .flatMap(type -> type.getAllInvolvedRawTypes().stream());
        return Stream.concat(types, unit.getExceptionTypes().stream());
    }

    private static boolean isVisible(JavaCodeUnit unit) {
        Set<JavaModifier> modifiers = unit.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Architectures.LayeredArchitecture.LayerDependencySpecification layer(
            Architectures.LayeredArchitecture layers, String name) {
        return layers.optionalLayer(name).definedBy(ROOT + "." + name + "..").whereLayer(name);
    }

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    private static String[] with(String[] names, String... more) {
        return Stream.concat(Stream.of(names), Stream.of(more)).toArray(String[]::new);
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };
}
