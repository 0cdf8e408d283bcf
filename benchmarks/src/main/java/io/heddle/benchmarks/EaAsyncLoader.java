package io.heddle.benchmarks;

import com.ea.async.instrumentation.Transformer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Loads the peer of ea-async, woven by ea-async's own instrumenter, which reads class files of Java 8 only. */
final class EaAsyncLoader extends ClassLoader {
    private static final String PEER = "io.heddle.benchmarks.EaAsyncPeer";

    private EaAsyncLoader() {
        super(EaAsyncLoader.class.getClassLoader());
    }

    static EaAsync load(TaskQueue queue) {
        Supplier<CompletableFuture<Void>> yieldNow = queue::yieldNow;
        try {
            return (EaAsync) Class.forName(PEER, true, new EaAsyncLoader())
                    .getConstructor(Supplier.class)
                    .newInstance(yieldNow);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.equals(PEER)) {
            return super.loadClass(name, resolve);
        }
        try (var source = getResourceAsStream(name.replace('.', '/') + ".class")) {
            var woven = new Transformer().instrument(getParent(), source);
            return defineClass(name, woven, 0, woven.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
