package io.heddle.instrumenter.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * What a woven class tells about itself.
 *
 * @param name internal name
 * @param sourceFile the source file's simple name; null where the class file doesn't tell it
 */
public record WovenMark(String name, @Nullable String sourceFile) {
    /** Null where {@code classFile} was not woven, or can't be read: what is wrong with it, weaving tells. */
    public static @Nullable WovenMark of(byte[] classFile) {
        if (!new ConstantPool(classFile).mentions(RuntimeMembers.WOVEN_DESC)) {
            return null;
        }
        try {
            var node = new ClassNode();
            new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
            var isWoven = node.invisibleAnnotations != null
                    && node.invisibleAnnotations.stream()
                            .anyMatch(annotation -> annotation.desc.equals(RuntimeMembers.WOVEN_DESC));
            return isWoven ? new WovenMark(node.name, node.sourceFile) : null;
        } catch (RuntimeException unreadable) {
            return null;
        }
    }
}
