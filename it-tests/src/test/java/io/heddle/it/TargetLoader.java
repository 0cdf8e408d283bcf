package io.heddle.it;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the targets of one run, child first and with full verification, so that each run has static fields of its own.
 * It carries the object to which the calls that a rewriter put into the classes are bound ({@link Bootstraps}).
 */
final class TargetLoader extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final @Nullable Object hook;

    /**
     * Makes a loader.
     *
     * @param classes class files by internal name
     * @param hook what rewritten calls go to; null where nothing was rewritten
     */
    TargetLoader(Map<String, byte[]> classes, @Nullable Object hook) {
        super(TargetLoader.class.getClassLoader());
        this.classes = classes;
        this.hook = hook;
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        var file = classes.get(name.replace('.', '/'));
        if (file == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded == null ? defineClass(name, file, 0, file.length) : loaded;
        }
    }

    Object hook() {
        if (hook == null) {
            throw new IllegalStateException("no hook: these classes were not meant to be rewritten");
        }
        return hook;
    }
}
