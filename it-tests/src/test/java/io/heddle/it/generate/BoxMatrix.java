package io.heddle.it.generate;

import java.util.Map;
import java.util.TreeMap;

/**
 * Results of each kind of box, of a private body, which is called directly and may give them raw, and of a method that is
 * called through an interface: boxed on the spot, null, somebody's own box, or no box at all, as unchecked code lies about
 * a type. A class for each kind, with what is awaited taken as a primitive, as a box and as an object.
 */
public final class BoxMatrix {
    private static final String CLASS = """
            package boxes;

            import static io.heddle.Coroutines.await;
            import static io.heddle.Coroutines.done;

            import io.heddle.Async;
            import io.heddle.Coroutine;
            import io.heddle.it.Probe;
            import java.util.ArrayList;
            import java.util.List;

            class Of<BOX> {
                private static final int BOXED_HERE = 0;
                private static final int NULL = 1;
                private static final int GIVEN = 2;
                private static final int NO_BOX = 3;

                interface Shelf {
                    Coroutine<<BOX>> take(Probe p, <BOX> given, int how);
                }

                /** What javac takes for a T without a check. */
                @SuppressWarnings("unchecked")
                private static <T> T unchecked(Object value) {
                    return (T) value;
                }

                @Async
                private static Coroutine<<BOX>> take(Probe p, <BOX> given, int how) {
            <BODY>
                }

                static class Cupboard implements Shelf {
                    @Async
                    @Override
                    public Coroutine<<BOX>> take(Probe p, <BOX> given, int how) {
            <BODY>
                    }
                }

            <TARGETS>
                /** It is the awaiting code that is wrong about the type. */
                @Async
                @SuppressWarnings({"unchecked", "rawtypes"})
                static Coroutine<?> awaitedAsWhatItIsNot(Probe p) {
                    List<Object> all = new ArrayList<>();
                    all.add(await((Coroutine) take(p, <VALUE>, BOXED_HERE)));
                    try {
                        <PRIMITIVE> n = await((Coroutine<<BOX>>) (Coroutine) p.value("text"));
                        all.add(n);
                    } catch (ClassCastException e) {
                        all.add("a string");
                    }
                    try {
                        Thread thread = await((Coroutine<Thread>) (Coroutine) take(p, <VALUE>, BOXED_HERE));
                        all.add(thread);
                    } catch (ClassCastException e) {
                        all.add("no thread");
                    }
                    return done(all);
                }
            }
            """;

    private static final String BODY = """
            switch (await(p.value(how))) {
                case BOXED_HERE:
                    return done(<EXPRESSION>);
                case NULL:
                    return done(null);
                case GIVEN:
                    return done(given);
                default:
                    return done(Of<BOX>.<<BOX>>unchecked("a string"));
            }
            """;

    private static final String TARGET = """
                @Async
                @SuppressWarnings({"deprecation", "removal", "rawtypes"})
                static Coroutine<?> <NAME>(Probe p) {
                    Shelf shelf = new Cupboard();
                    <BOX> given = new <BOX>(<VALUE>);
                    List<Object> all = new ArrayList<>();
                    <PRIMITIVE> primitive = await(<CALL>(p, given, BOXED_HERE));
                    all.add(primitive);
                    <BOX> box = await(<CALL>(p, given, BOXED_HERE));
                    all.add(box);
                    Object object = await(<CALL>(p, given, BOXED_HERE));
                    all.add(object);
                    <BOX> none = await(<CALL>(p, given, NULL));
                    all.add(none);
                    <BOX> same = await(<CALL>(p, given, GIVEN));
                    all.add(same == given);
                    try {
                        <PRIMITIVE> unboxed = await(<CALL>(p, given, NULL));
                        all.add(unboxed);
                    } catch (NullPointerException e) {
                        all.add("null has no value");
                    }
                    all.add(await((Coroutine) <CALL>(p, given, NO_BOX)));
                    try {
                        <BOX> string = await(<CALL>(p, given, NO_BOX));
                        all.add(string);
                    } catch (ClassCastException e) {
                        all.add("no box");
                    }
                    try {
                        <PRIMITIVE> string = await(<CALL>(p, given, NO_BOX));
                        all.add(string);
                    } catch (ClassCastException e) {
                        all.add("no primitive");
                    }
                    return done(all);
                }

            """;

    private BoxMatrix() {}

    private record Kind(String box, String primitive, String value, String expression) {
        String fill(String template) {
            return template.replace("<BOX>", box)
                    .replace("<PRIMITIVE>", primitive)
                    .replace("<VALUE>", value)
                    .replace("<EXPRESSION>", expression);
        }

        String source() {
            var targets = TARGET.replace("<NAME>", "calledDirectly").replace("<CALL>", "take")
                    + TARGET.replace("<NAME>", "calledThroughAnInterface").replace("<CALL>", "shelf.take");
            return fill(CLASS.replace("<TARGETS>\n", targets).replace("<BODY>\n", BODY));
        }
    }

    /** The sources, by the names of their classes. */
    public static Map<String, String> sources() {
        var sources = new TreeMap<String, String>();
        add(new Kind("Integer", "int", "123456", "given + 1"), sources);
        add(new Kind("Long", "long", "1L << 40", "given + 1"), sources);
        add(new Kind("Float", "float", "0.5f", "given + 1"), sources);
        add(new Kind("Double", "double", "0.25", "given + 1"), sources);
        add(new Kind("Boolean", "boolean", "true", "!given"), sources);
        add(new Kind("Byte", "byte", "(byte) 7", "(byte) (given + 1)"), sources);
        add(new Kind("Character", "char", "'x'", "(char) (given + 1)"), sources);
        add(new Kind("Short", "short", "(short) 1234", "(short) (given + 1)"), sources);
        return sources;
    }

    private static void add(Kind kind, Map<String, String> sources) {
        sources.put("boxes.Of" + kind.box, kind.source());
    }
}
