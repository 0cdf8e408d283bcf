package io.heddle;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.invoke.MethodHandles;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The import rules of the runtime: a floor for woven code, the kernel on it, satellites around the kernel. */
class ArchitectureTest {
    private static final String FLOOR = "io.heddle.rt";
    private static final String KERNEL = "io.heddle";

    /** Everything in the jar but the floor and the kernel. */
    private static final String SATELLITES = "io.heddle.(sync|interop|debug|testing)..";

    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(KERNEL);

    @Test
    void theJdkIsTheOnlyDependency() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "javax.management..", "jdk.jfr..", "org.jspecify.annotations", "io.heddle.."))
                .check(RUNTIME);
    }

    @Test
    void managementIsTheBusinessOfOneClass() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.heddle.debug")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.management..", "java.lang.management..")
                .check(RUNTIME);
    }

    @Test
    void nothingIsFoundByReflectionOrDefinedAtRunTime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .orShould()
                .callMethodWhere(describe("methods are looked up", call -> isLookup(call.getTarget())))
                .check(RUNTIME);
    }

    private static final Pattern MEMBERS = Pattern.compile("forName|Method|Field|Constructor|newInstance");

    private static boolean isLookup(CodeUnitAccessTarget target) {
        var name = target.getName();
        var owner = target.getOwner();
        return (owner.isEquivalentTo(MethodHandles.Lookup.class) && !name.equals("findVarHandle"))
                || (owner.isEquivalentTo(Class.class) && MEMBERS.matcher(name).find())
                || (owner.isAssignableTo(ClassLoader.class) && name.matches("define.*|loadClass"));
    }

    @Test
    void theFloorKnowsNothingOfTasksAndLoops() {
        noClasses()
                .that()
                .resideInAPackage(FLOOR)
                .should()
                .dependOnClassesThat(resideInAPackage("io.heddle..").and(not(resideInAPackage(FLOOR))))
                .check(RUNTIME);
    }

    @Test
    void theKernelKnowsTheFloorAlone() {
        noClasses()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .dependOnClassesThat(resideInAPackage("io.heddle..").and(not(resideInAnyPackage(KERNEL, FLOOR))))
                .check(RUNTIME);
    }

    @Test
    void satellitesAreBuiltOnTheKernelAndNotOnEachOther() {
        noClasses()
                .that()
                .resideInAPackage(SATELLITES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(FLOOR)
                .check(RUNTIME);
        slices().matching("io.heddle.(sync|interop|debug|testing)..")
                .should()
                .notDependOnEachOther()
                .check(RUNTIME);
    }

    @Test
    void satellitesSeeThePublicTypesOfTheKernelAlone() {
        noClasses()
                .that()
                .resideInAPackage(SATELLITES)
                .should()
                .dependOnClassesThat(resideInAPackage(KERNEL).and(not(modifier(JavaModifier.PUBLIC))))
                .check(RUNTIME);
    }

    @Test
    void everyPackageHasALayer() {
        classes().should().resideInAnyPackage(FLOOR, KERNEL, SATELLITES).check(RUNTIME);
    }

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(RUNTIME);
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
