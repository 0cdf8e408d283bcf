package io.heddle.instrumenter.agent;

import io.heddle.instrumenter.InstrumentationResult;
import io.heddle.instrumenter.bytecode.ConstantPool;
import io.heddle.instrumenter.bytecode.RuntimeMembers;
import io.heddle.instrumenter.diagnostic.DiagnosticFormat;
import io.heddle.instrumenter.diagnostic.SourceRoots;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a class when it is loaded first. Most classes are passed over after a look at their constant pool.
 *
 * <p>A class with errors is left as it is. The JVM ignores what a transformer throws, so the errors are printed, and an
 * {@code await} in that class throws, as everywhere where nothing was woven.
 *
 * <p>No class of the program is loaded from in here, save the runtime's, which generated classes extend: the JVM doesn't
 * show an agent what is loaded while it is at work on another class of the same thread.
 *
 * <p>Redefined classes are passed over: the JVM allows no new members there.
 */
final class LoadTimeWeaver implements ClassFileTransformer {
    private static final String OURSELVES = "io/heddle/instrumenter/";

    private final LoaderWeaver weaver;
    private final ClassDefiner definer;
    private final PrintStream err;

    LoadTimeWeaver(LoaderWeaver weaver, ClassDefiner definer, PrintStream err) {
        this.weaver = weaver;
        this.definer = definer;
        this.err = err;
    }

    /** Whether a class can be woven at all: not one of the JDK's or of the instrumenter itself. */
    static boolean isCandidate(@Nullable ClassLoader loader, String internalName) {
        return loader != null && loader != ClassLoader.getPlatformClassLoader() && !internalName.startsWith(OURSELVES);
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String className,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null || className == null || redefined != null || !isCandidate(loader, className)) {
            return null;
        }
        try {
            return new ConstantPool(classFile).mentions(RuntimeMembers.PACKAGE_PREFIX)
                    ? weave(loader, domain, classFile)
                    : null;
        } catch (UncheckedIOException e) {
            err.println("heddle: " + className.replace('/', '.') + " is not woven, and each await in it will throw: "
                    + Objects.requireNonNull(e.getCause()).getMessage());
            return null;
        } catch (Throwable e) {
            reportDefect(className, e);
            return null;
        }
    }

    private byte @Nullable [] weave(ClassLoader loader, @Nullable ProtectionDomain domain, byte[] classFile)
            throws Throwable {
        var result = weaver.weave(loader, classFile);
        if (!result.diagnostics().isEmpty()) {
            reportErrors(result);
            return null;
        }
        for (var generated : result.generated().entrySet()) {
            definer.define(loader, domain, generated.getKey(), generated.getValue());
        }
        return result.changed() ? result.classFile() : null;
    }

    private void reportErrors(InstrumentationResult result) {
        var format = new DiagnosticFormat(new SourceRoots(List.of()));
        var errors = result.diagnostics().stream()
                .map(diagnostic -> format.asJavac(diagnostic) + "\n")
                .collect(Collectors.joining());
        err.println(errors + "heddle: " + result.className().replace('/', '.')
                + " is not woven because of its errors: each await in it will throw");
    }

    private void reportDefect(String className, Throwable e) {
        synchronized (err) {
            err.println("heddle: could not weave " + className.replace('/', '.')
                    + ": each await in it will throw. This is a defect of Heddle, please report it:");
            e.printStackTrace(err);
        }
    }
}
