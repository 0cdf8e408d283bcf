package io.heddle.junit;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** The runs of an {@link AsyncTest}: one, or one for each seed. */
final class AsyncTestInvocations implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return context.getRequiredTestMethod().isAnnotationPresent(AsyncTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var options = context.getRequiredTestMethod().getAnnotation(AsyncTest.class);
        var seeds = options.seeds().length > 0
                ? LongStream.of(options.seeds())
                : LongStream.rangeClosed(1, options.shuffles());
        return options.seeds().length == 0 && options.shuffles() == 0
                ? Stream.of(new Invocation(context.getDisplayName(), new AsyncTestExtension(options, Order.FIFO)))
                : seeds.mapToObj(
                        seed -> new Invocation("seed " + seed, new AsyncTestExtension(options, Order.seeded(seed))));
    }

    private record Invocation(String displayName, Extension extension) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return displayName;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(extension);
        }
    }
}
