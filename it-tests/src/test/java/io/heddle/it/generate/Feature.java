package io.heddle.it.generate;

/** What the language learned after Java 8, by the release that has it. */
enum Feature {
    PRIVATE_INTERFACE_METHODS(9),
    /** A try-with-resources on a variable that exists already. */
    RESOURCE_VARIABLES(9),
    /** The methods of {@code CompletableFuture} for stages. */
    COMPLETED_STAGES(9),
    /** Arrows and several labels in one case, too. */
    SWITCH_EXPRESSIONS(14),
    TYPE_PATTERNS(16),
    RECORDS(16),
    RECORD_PATTERNS(21),
    PATTERN_SWITCHES(21),
    UNNAMED_VARIABLES(22);

    private final int release;

    Feature(int release) {
        this.release = release;
    }

    boolean isIn(int other) {
        return other >= release;
    }
}
