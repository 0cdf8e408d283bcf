package io.heddle.it.generate;

import java.util.List;

/** Where an async method of a random program is declared: members of all kinds are woven, and called, in different ways. */
enum Place {
    PRIVATE_STATIC("new $main()", "", """
            @Async
            private static $method
            """),
    PRIVATE("this", "self.", """
            @Async
            private $method
            """),
    INSTANCE("this", "self.", """
            @Async
            $method
            """),
    STATIC("new $main()", "", """
            @Async
            static $method
            """),
    FINAL("this", "self.", """
            @Async
            final $method
            """),
    INNER("$main.this", "self.new Inner%s($int).", """
            private final class Inner$name {
                private int first;

                Inner$name(int first) {
                    this.first = first + number;
                }

                @Async
                private $method
            }
            """),
    RECORD("new $main()", "new Tuple%s($int, $int).", """
            private record Tuple$name(int first, int... others) {
                Tuple$name {
                    first++;
                }

                @Async
                $method
            }
            """),
    ENUM("new $main()", "Choice%s.ONE.", """
            private enum Choice$name {
                ONE(4) {
                    @Async
                    @Override
                    $method
                };

                final int first;

                Choice$name(int first) {
                    this.first = first;
                }

                abstract $header;
            }
            """),
    /** The method that overrides is called through a bridge, which javac annotates too. */
    GENERIC("new $main()", "((Above%1$s<$argument>) new Below%1$s()).", """
            private abstract static class Above$name<A> {
                final int first = 3;

                abstract $generic;
            }

            private static final class Below$name extends Above$name<$argument> {
                @Async
                @Override
                $method
            }
            """),
    SUPER("new $main()", "new Sub%s().", """
            private static class Super$name {
                final int first = 3;

                @Async
                $method
            }

            private static final class Sub$name extends Super$name {
                @Async
                @Override
                $header {
                    await(p.value("sub"));
                    return $completer(await(super.$call));
                }
            }
            """),
    DEFAULT("new $main()", "new Face%s() {}.", """
            interface Face$name {
                int first = 5;

                @Async
                default $method
            }
            """),
    PRIVATE_OF_INTERFACE("new $main()", "new Mixin%s() {}.call$", """
            interface Mixin$name {
                int first = 5;

                @Async
                private $method

                @Async
                default $type call$$name(Probe p$parameters) {
                    return $call;
                }
            }
            """),
    STATIC_OF_INTERFACE("new $main()", "Outside%s.", """
            interface Outside$name {
                int first = 6;

                @Async
                static $method
            }
            """),
    SUPER_OF_INTERFACE("new $main()", "new Lower%s().", """
            interface Upper$name {
                int first = 8;

                @Async
                default $method
            }

            private static final class Lower$name implements Upper$name {
                @Async
                @Override
                public $header {
                    await(p.value("lower"));
                    return $completer(await(Upper$name.super.$call));
                }
            }
            """),
    /** Its type parameter is erased to the bound. */
    BOUNDED("new $main()", "", """
            @Async
            private static <A extends $argument> $bounded
            """),
    /** Its body is a lambda, and whoever makes an object of the class makes that too. */
    LAMBDA("this", "self.function%s.", """
            interface Function$name {
                $header;
            }

            private final Function$name function$name = $lambda;
            """),
    /** The lambda captures nothing. */
    STATIC_LAMBDA("new $main()", "$main.FUNCTION%s.", """
            interface Function$name {
                $header;
            }

            private static final Function$name FUNCTION$name = $lambda;
            """),
    /** The bridge returns what the overridden method does. */
    COVARIANT("new $main()", "new Narrow%s().", """
            private abstract static class Broad$name {
                final int first = 7;

                abstract Object $name(Probe p$parameters);
            }

            private static final class Narrow$name extends Broad$name {
                @Async
                @Override
                $method
            }
            """);

    /** An expression for the object of the main class that the body works on. */
    final String self;
    /** What a call begins with; {@code $int} stands for any number, the name of the method goes in. */
    final String receiver;
    /** The declaration. */
    final String form;

    Place(String self, String receiver, String form) {
        this.self = self;
        this.receiver = receiver;
        this.form = form;
    }

    /** Whether that release can declare it. */
    boolean isIn(int release) {
        return switch (this) {
            case RECORD -> Feature.RECORDS.isIn(release);
            case PRIVATE_OF_INTERFACE -> Feature.PRIVATE_INTERFACE_METHODS.isIn(release);
            default -> true;
        };
    }

    /** Whether its body can call it by its name alone. */
    boolean hasName() {
        return !form.contains("$lambda");
    }

    /** What the type parameter can stand for, or be bounded by; nothing where there is none. */
    List<RandomType> arguments() {
        return switch (this) {
            case GENERIC -> RandomType.REFERENCES;
            case BOUNDED -> RandomType.BOUNDS;
            default -> List.of();
        };
    }

    /** Whether a number of the name {@code first} is in scope. */
    boolean hasNumber() {
        return form.contains(" first");
    }
}
