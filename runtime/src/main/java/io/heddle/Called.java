package io.heddle;

/** What messages call an object of the user's: as it calls itself, or else by its class, and a lambda by where it stands. */
final class Called {
    private static final String LAMBDA = "$$Lambda";

    private Called() {}

    static String of(Object given) {
        var text = String.valueOf(given);
        var type = given.getClass().getName();
        if (!text.startsWith(type + "@")) {
            return text;
        }
        var lambda = type.indexOf(LAMBDA);
        return lambda < 0 ? type : "in " + type.substring(0, lambda);
    }
}
