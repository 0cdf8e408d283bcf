package io.heddle.it;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;

/** A class {@code Shop}, woven from its source, whose static methods a test calls. */
record WovenProgram(Class<?> shop) {
    /** Weaves a compilation unit of package {@code com.example}; the vocabulary of coroutines is imported, on one line. */
    static WovenProgram of(String members) throws IOException, ClassNotFoundException {
        var source =
                "package com.example; import static io.heddle.Coroutines.*; import io.heddle.*; public class Shop {\n"
                        + members + "}\n";
        var targets = TargetClasses.compile(Compilation.standard(), "shop", Map.of("com.example.Shop", source));
        var woven = WovenClasses.weave(targets);
        woven.check("com.example.Shop");
        return new WovenProgram(new TargetLoader(woven.files(), null).loadClass("com.example.Shop"));
    }

    /** Calls a static method without parameters. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T call(String method) throws Throwable {
        try {
            return (T) shop.getMethod(method).invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What {@code printStackTrace} prints. */
    static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    /** The text with names that every compiler gives: some number the lambdas of a class, others those of a method. */
    static String withoutLambdaNumbers(String printed) {
        return printed.replaceAll("(lambda\\$\\w+)\\$\\d+", "$1\\$0");
    }
}
