package io.heddle.instrumenter.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a user may choose of the woven code, and of the rules. The Maven plugin, the command and the agent have the same
 * names and words for it.
 *
 * @param shape how the bodies of async methods are laid out
 * @param directCalls which calls go past the face
 * @param mocks mocking libraries beside Mockito and EasyMock, in whose questions a coroutine may be dropped: names of
 *     packages (with what is below them) and of classes, as in a Java source
 */
public record WeavingOptions(Shape shape, DirectCalls directCalls, List<String> mocks) {
    /** What is done where nothing is said. */
    public static final WeavingOptions DEFAULT = new WeavingOptions(Shape.AUTO, DirectCalls.PRIVATE, List.of());

    /** Keeps a copy of the list. */
    public WeavingOptions {
        mocks = List.copyOf(mocks);
    }

    /**
     * These options with another shape.
     *
     * @param word {@code auto}, {@code split} or {@code compact}
     * @throws IllegalArgumentException where it is none of them; the message is for the user
     */
    public WeavingOptions withShape(String word) {
        return new WeavingOptions(choice(Shape.values(), "shape", word), directCalls, mocks);
    }

    /**
     * These options with other direct calls.
     *
     * @param word {@code private} or {@code all}
     * @throws IllegalArgumentException where it is neither; the message is for the user
     */
    public WeavingOptions withDirectCalls(String word) {
        return new WeavingOptions(shape, choice(DirectCalls.values(), "directCalls", word), mocks);
    }

    /** These options with one more mocking library. */
    public WeavingOptions withMocks(String packageOrClass) {
        return new WeavingOptions(
                shape,
                directCalls,
                Stream.concat(mocks.stream(), Stream.of(packageOrClass)).toList());
    }

    /** Those that the woven code shows, in the words of the user: {@code shape=auto, directCalls=private}. */
    public String ofCode() {
        return "shape=" + word(shape) + ", directCalls=" + word(directCalls);
    }

    private static <E extends Enum<E>> E choice(E[] choices, String option, String word) {
        return Stream.of(choices)
                .filter(choice -> word(choice).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + " may be "
                        + String.join(
                                ", ",
                                Stream.of(choices).map(WeavingOptions::word).toList())
                        + ", but is: " + word));
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
