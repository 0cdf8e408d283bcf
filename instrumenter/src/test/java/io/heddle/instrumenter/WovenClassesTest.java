package io.heddle.instrumenter;

import static io.heddle.instrumenter.ClassFixtures.generated;
import static io.heddle.instrumenter.ClassFixtures.plain;
import static io.heddle.instrumenter.ClassFixtures.stamped;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.fixture.Messages;
import java.util.List;
import org.junit.jupiter.api.Test;

class WovenClassesTest {
    private static final int ABI = 1;

    private final WovenClasses classes = new WovenClasses();

    @Test
    void aClassWithAllThatWasGeneratedForItIsRight() {
        classes.visit("p/A$$m$Call.class", new ConstantPool(generated("p/A$$m$Call", "p/A")));
        classes.visit(
                "p/A.class", new ConstantPool(stamped("p/A", ABI, "p/A$$m$Call", "p/Other$$m$Call", "p/A$Nested")));

        assertThat(messages()).isEmpty();
    }

    @Test
    void allThatIsMissingIsNamed() {
        classes.visit("p/A.class", new ConstantPool(stamped("p/A", ABI, "p/A$$m$Frame", "p/A$$m$Call")));

        assertThat(messages())
                .singleElement()
                .asString()
                .startsWith("p.A: error: [HED027] `p.A` is woven, but what was generated for it is missing:"
                        + " `p.A$$m$Call`, `p.A$$m$Frame`\n");
    }

    @Test
    void generatedClassesLieBesideTheirClassWhereverThatLies() {
        classes.visit("BOOT-INF/classes/p/A.class", new ConstantPool(stamped("p/A", ABI, "p/A$$m$Call")));
        classes.visit("BOOT-INF/classes/p/A$$m$Call.class", new ConstantPool(generated("p/A$$m$Call", "p/A")));

        assertThat(messages()).isEmpty();
    }

    @Test
    void whatIsNotWovenIsNoneOfItsBusiness() {
        classes.visit("p/A.class", new ConstantPool(plain("p/A")));
        classes.visit("p/B.class", new ConstantPool(new byte[0]));

        assertThat(messages()).isEmpty();
    }

    @Test
    void aClassOfAnotherVersionIsToldWhateverElseIsWrongWithIt() {
        classes.visit("p/A.class", new ConstantPool(stamped("p/A", 2, "p/A$$m$Call")));

        assertThat(messages()).containsExactly("""
                p.A: error: [HED028] `p.A` was woven by another version of Heddle, for ABI 2; this one has ABI 1
                  Woven code calls the runtime, of which it expects that ABI; a class that is woven can't be woven again.
                  Compile `p.A` again, as a clean build does.""");
    }

    private List<String> messages() {
        return classes.diagnostics().stream().map(Messages::of).toList();
    }
}
