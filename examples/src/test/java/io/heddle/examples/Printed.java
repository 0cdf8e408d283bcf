package io.heddle.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** Collects what a program prints to {@code System.out}. */
public final class Printed {
    private Printed() {}

    /** A program that may fail in any way. */
    @FunctionalInterface
    public interface Program {
        /** Runs it to its end. */
        void run() throws Exception;
    }

    /** Runs {@code program} and gives the lines that it printed. */
    public static List<String> by(Program program) throws Exception {
        var standard = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(standard);
        }
        return printed.toString(UTF_8).lines().toList();
    }
}
