package io.heddle.instrumenter.bytecode;

import org.objectweb.asm.tree.ClassNode;

/** A place in a source file as a text, written as a line of a stack trace is. */
public final class SourcePlace {
    private SourcePlace() {}

    /**
     * As {@code com.example.Shop.total(Shop.java:12)}.
     *
     * @param line 0 where the class file does not tell
     */
    public static String of(ClassNode owner, String method, int line) {
        var file = owner.sourceFile == null ? "Unknown Source" : owner.sourceFile;
        return owner.name.replace('/', '.') + "." + LongNames.ofMethod(method) + "(" + file
                + (line > 0 ? ":" + line : "") + ")";
    }
}
