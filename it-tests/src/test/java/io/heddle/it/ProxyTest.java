package io.heddle.it;

import java.io.IOException;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.easymock.EasyMock;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * EasyMock's mocks, the JDK's proxies and subclasses of the kind that Spring makes see the calls of woven classes that they
 * see of the plain twin.
 */
class ProxyTest {
    @TestFactory
    Stream<DynamicNode> proxiesSeeTheCallsOfThePlainTwin() throws IOException, ClassNotFoundException {
        return TwinScenarios.tests(Twins.compile("proxies", EasyMock.class, ByteBuddy.class), "proxies.Scenarios");
    }
}
