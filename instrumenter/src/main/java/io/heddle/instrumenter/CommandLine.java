package io.heddle.instrumenter;

import io.heddle.instrumenter.model.WeavingOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote behind {@code java -jar}.
 *
 * @param action what to do
 * @param classPath what the classes refer to
 * @param sources source folders, for the excerpts in errors
 * @param targets what to weave; all exist
 * @param dropSignature whether signed jars may be woven
 * @param weaving what concerns the woven code
 */
record CommandLine(
        Action action,
        List<Path> classPath,
        List<Path> sources,
        List<Path> targets,
        boolean dropSignature,
        WeavingOptions weaving) {
    /** What the command can do. */
    enum Action {
        WEAVE,
        CHECK,
        HELP,
        VERSION
    }

    static final String HELP = """
            Usage: java -jar heddle-instrumenter.jar [OPTION]... DIR|JAR...
                   java -jar heddle-instrumenter.jar ps|pstree PID
            Weaves the @Async methods of all classes in each DIR (a class folder) and JAR, in place.
            Nothing is written if there is any error.

              --check             weave nothing, but name the classes that use @Async or await and were never woven
              --classpath PATH    what the classes refer to: folders and jars, separated by '%s';
                                  'lib/*' stands for all jars in lib; the DIRs and JARs themselves
                                  and the JDK need not be named
              --source DIR        a folder of sources, to show the line of each error (repeatable)
              --drop-signature    weave signed jars too and remove their signatures
              --shape SHAPE       the woven code of a method: 'split' into start and resume, which is fast;
                                  'compact', with each source line once, for coverage; 'auto' (default),
                                  compact for large methods
              --direct-calls SET  which async methods their own class calls past what mocks and aspects see:
                                  'private' (default), or 'all' that can't be overridden
              --mocks NAME        a package or class of a mocking library other than Mockito and EasyMock,
                                  whose questions may drop a coroutine (repeatable)
              --help              print this text
              --version           print the version

            ps and pstree show the tasks of the running JVM with that process id: as a table, or as a tree
            of who awaits whom.

            Exit status: 0 if all is woven, 1 if there are errors, 2 if the command line is wrong.
            """.formatted(File.pathSeparator);

    /** Reads the arguments. */
    static CommandLine parse(String... arguments) throws UsageException {
        var parser = new Parser(List.of(arguments).iterator());
        return parser.parse();
    }

    /** The class path with the targets in front. */
    List<Path> wholeClassPath() {
        return Stream.concat(targets.stream(), classPath.stream()).toList();
    }

    /** The command line can't be understood. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1L;

        UsageException(@Nullable String message) {
            super(message);
        }
    }

    private static final class Parser {
        private final Iterator<String> arguments;
        private final List<Path> classPath = new ArrayList<>();
        private final List<Path> sources = new ArrayList<>();
        private final List<Path> targets = new ArrayList<>();
        private Action action = Action.WEAVE;
        private boolean dropSignature;
        private WeavingOptions weaving = WeavingOptions.DEFAULT;

        Parser(Iterator<String> arguments) {
            this.arguments = arguments;
        }

        CommandLine parse() throws UsageException {
            while (arguments.hasNext() && action != Action.HELP && action != Action.VERSION) {
                option(arguments.next());
            }
            if (action != Action.HELP && action != Action.VERSION && targets.isEmpty()) {
                throw new UsageException("no class folder or jar is named");
            }
            return new CommandLine(
                    action, List.copyOf(classPath), List.copyOf(sources), List.copyOf(targets), dropSignature, weaving);
        }

        private void option(String argument) throws UsageException {
            switch (argument) {
                case "--check" -> action = Action.CHECK;
                case "--classpath" -> addClassPath(valueOf(argument));
                case "--source" -> sources.add(folder(valueOf(argument)));
                case "--drop-signature" -> dropSignature = true;
                case "--shape" -> weaving = choice(weaving::withShape, valueOf(argument));
                case "--direct-calls" -> weaving = choice(weaving::withDirectCalls, valueOf(argument));
                case "--mocks" -> weaving = weaving.withMocks(valueOf(argument));
                case "--help" -> action = Action.HELP;
                case "--version" -> action = Action.VERSION;
                default -> {
                    if (argument.startsWith("-")) {
                        throw new UsageException("unknown option " + argument);
                    }
                    targets.add(target(argument));
                }
            }
        }

        private static WeavingOptions choice(Function<String, WeavingOptions> option, String word)
                throws UsageException {
            try {
                return option.apply(word);
            } catch (IllegalArgumentException e) {
                throw new UsageException(e.getMessage());
            }
        }

        private String valueOf(String option) throws UsageException {
            if (!arguments.hasNext()) {
                throw new UsageException(option + " needs a value");
            }
            return arguments.next();
        }

        /** As for javac, what doesn't exist is no error: build tools name folders that are never made. */
        private void addClassPath(String value) throws UsageException {
            for (var element : value.split(File.pathSeparator, -1)) {
                var name = element.substring(element.lastIndexOf(File.separatorChar) + 1);
                if (name.equals("*")) {
                    classPath.addAll(jarsIn(path(element.substring(0, element.length() - 1))));
                } else if (!element.isEmpty() && Files.exists(path(element))) {
                    classPath.add(path(element));
                }
            }
        }

        private static List<Path> jarsIn(Path folder) throws UsageException {
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (var files = Files.list(folder)) {
                return files.filter(
                                file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UsageException("cannot list the jars in " + folder + ": " + e);
            }
        }

        private static Path folder(String value) throws UsageException {
            var path = path(value);
            if (!Files.isDirectory(path)) {
                throw new UsageException("no such folder: " + value);
            }
            return path;
        }

        private static Path target(String value) throws UsageException {
            var path = path(value);
            if (!Files.exists(path)) {
                throw new UsageException("no such folder or jar: " + value);
            }
            return path;
        }

        private static Path path(String value) throws UsageException {
            try {
                return Path.of(value);
            } catch (InvalidPathException e) {
                throw new UsageException("not a path: " + value);
            }
        }
    }
}
