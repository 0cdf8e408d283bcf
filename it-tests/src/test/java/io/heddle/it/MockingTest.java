package io.heddle.it;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.mockito.Mockito;

/**
 * Mocks, spies and stubs of classes with async methods, made by Mockito's inline mock maker, behave as those of the plain
 * twin.
 */
class MockingTest {
    @TestFactory
    Stream<DynamicNode> mocksAndSpiesAreThoseOfThePlainTwin() throws IOException, ClassNotFoundException {
        return TwinScenarios.tests(Twins.compile("mocks", Mockito.class), "mocks.Scenarios");
    }
}
