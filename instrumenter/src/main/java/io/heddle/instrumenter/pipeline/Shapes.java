package io.heddle.instrumenter.pipeline;

import io.heddle.instrumenter.model.AsyncMethod;
import io.heddle.instrumenter.model.ClassScan;
import io.heddle.instrumenter.model.Shape;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;

/**
 * The shape of each method of a class: the wanted one, and the compact one where a limit of the class-file format was
 * passed. That one has the user's code once, and what suspension points have in common once.
 *
 * @param wanted what the user wants
 * @param tight the methods, by name and descriptor, that have to be compact
 */
record Shapes(Shape wanted, Set<String> tight) {
    static Shapes of(Shape wanted) {
        return new Shapes(wanted, Set.of());
    }

    Shape of(AsyncMethod method) {
        return tight.contains(key(method)) ? Shape.COMPACT : wanted;
    }

    /**
     * The shapes to try next, after {@code tooLarge} came of these; null where all is compact that can help.
     *
     * @param scan the class
     * @param tooLarge one of ASM's two exceptions of this kind
     */
    @Nullable
    Shapes after(IndexOutOfBoundsException tooLarge, ClassScan scan) {
        var tighter = new HashSet<>(tight);
        NameAssigner.assign(scan).forEach((method, names) -> {
            var isMeant = tooLarge instanceof ClassTooLargeException
                    || (tooLarge instanceof MethodTooLargeException body
                            && (body.getMethodName().equals(names.start())
                                    || body.getMethodName().equals(names.resume())));
            if (isMeant && wanted != Shape.COMPACT) {
                tighter.add(key(method));
            }
        });
        return tighter.size() == tight.size() ? null : new Shapes(wanted, tighter);
    }

    private static String key(AsyncMethod method) {
        return method.node().name + method.node().desc;
    }
}
