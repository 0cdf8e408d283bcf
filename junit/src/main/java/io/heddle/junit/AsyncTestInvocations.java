package io.heddle.junit;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The runs of an {@link AsyncTest}: one, or one for each seed. Where another annotation of the method provides the runs, as
 * {@code @ParameterizedTest} does, there are none from here.
 */
final class AsyncTestInvocations implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return !hasOtherProvider(context);
    }

    /** Whether the runs of the test come from somebody else. */
    static boolean hasOtherProvider(ExtensionContext context) {
        return Arrays.stream(context.getRequiredTestMethod().getAnnotations())
                .map(annotation -> annotation.annotationType())
                .anyMatch(type -> type == TestTemplate.class
                        || (type != AsyncTest.class && AnnotationSupport.isAnnotated(type, TestTemplate.class)));
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        var options = context.getRequiredTestMethod().getAnnotation(AsyncTest.class);
        var seeds = options.seeds().length > 0
                ? LongStream.of(options.seeds())
                : LongStream.rangeClosed(1, options.shuffles());
        return options.seeds().length == 0 && options.shuffles() == 0
                ? Stream.of(new Invocation(context.getDisplayName(), Order.FIFO))
                : seeds.mapToObj(seed -> new Invocation("seed " + seed, Order.seeded(seed)));
    }

    private record Invocation(String displayName, Order order) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return displayName;
        }

        @Override
        public void prepareInvocation(ExtensionContext context) {
            AsyncTestExtension.store(context).put(Order.class, order);
        }
    }
}
