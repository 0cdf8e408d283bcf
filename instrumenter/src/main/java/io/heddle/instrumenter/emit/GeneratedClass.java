package io.heddle.instrumenter.emit;

import io.heddle.instrumenter.bytecode.RuntimeMembers;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What generated classes have in common: ordinary top-level classes in the user's package, at the class version of their
 * owner. They are no nest mates, for that would mean to rewrite the nest's host.
 */
final class GeneratedClass {
    private GeneratedClass() {}

    static ClassNode create(String name, String superName, ClassNode owner) {
        var node = new ClassNode(Opcodes.ASM9);
        node.version = owner.version;
        node.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        node.name = name;
        node.superName = superName;
        node.sourceFile = owner.sourceFile;
        var mark = new AnnotationNode(RuntimeMembers.GENERATED_DESC);
        mark.visit(RuntimeMembers.GENERATED_OWNER, owner.name.replace('/', '.'));
        node.invisibleAnnotations = new ArrayList<>(List.of(mark));
        return node;
    }

    static MethodNode method(int access, String name, String desc) {
        return new MethodNode(Opcodes.ASM9, access, name, desc, null, null);
    }
}
