package io.heddle.instrumenter.agent;

import io.heddle.instrumenter.model.WeavingOptions;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind the agent's jar: {@code -javaagent:heddle-instrumenter.jar=shape=compact,mocks=com.acme}. */
final class AgentOptions {
    private AgentOptions() {}

    /**
     * The options in a text; it may be missing.
     *
     * @throws IllegalArgumentException where it can't be understood; the JVM prints the message and doesn't start
     */
    static WeavingOptions parse(@Nullable String text) {
        var options = WeavingOptions.DEFAULT;
        if (text == null || text.isBlank()) {
            return options;
        }
        for (var option : text.split(",", -1)) {
            var equals = option.indexOf('=');
            var name = equals < 0 ? option : option.substring(0, equals);
            var value = option.substring(equals + 1);
            options = switch (name) {
                case "shape" -> options.withShape(value);
                case "directCalls" -> options.withDirectCalls(value);
                case "mocks" -> options.withMocks(value);
                default ->
                    throw new IllegalArgumentException("the Heddle agent has the options shape=.., directCalls=.. and"
                            + " mocks=.., separated by commas, but got: " + option);
            };
        }
        return options;
    }
}
