package io.heddle.instrumenter.analysis;

import io.heddle.instrumenter.classpath.Assignability;
import io.heddle.instrumenter.classpath.TypeLattice;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The classes that a method's code states anywhere: as its own, as the owner of a call, as what a parameter, a field, a
 * call or a cast gives, or in a stack map. Whatever dataflow could find out of a value's type is one of them, so where
 * none will do, dataflow need not be asked.
 *
 * @param names internal names; of an array, that of its elements
 */
record StatedTypes(Set<String> names) {
    static StatedTypes of(String owner, MethodNode method) {
        var names = new HashSet<String>();
        names.add(owner);
        for (var parameter : Type.getArgumentTypes(method.desc)) {
            add(parameter, names);
        }
        for (var insn : method.instructions) {
            if (insn instanceof MethodInsnNode call) {
                add(Type.getObjectType(call.owner), names);
                add(Type.getReturnType(call.desc), names);
            } else if (insn instanceof FieldInsnNode field) {
                add(Type.getType(field.desc), names);
            } else if (insn instanceof TypeInsnNode typed) {
                add(Type.getObjectType(typed.desc), names);
            } else if (insn instanceof MultiANewArrayInsnNode creation) {
                add(Type.getType(creation.desc), names);
            } else if (insn instanceof InvokeDynamicInsnNode call) {
                add(Type.getReturnType(call.desc), names);
            } else if (insn instanceof LdcInsnNode ldc && ldc.cst instanceof ConstantDynamic dynamic) {
                add(Type.getType(dynamic.getDescriptor()), names);
            } else if (insn instanceof FrameNode stackMap) {
                addEntries(stackMap.local, names);
                addEntries(stackMap.stack, names);
            }
        }
        return new StatedTypes(names);
    }

    /** Whether any of the classes is one of {@code targets}, or may be for all that the class path tells. */
    boolean mayBeAny(Collection<String> targets, TypeLattice lattice) {
        for (var name : names) {
            for (var target : targets) {
                if (lattice.isAssignable(name, target) != Assignability.NO) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void addEntries(@Nullable List<Object> entries, Set<String> names) {
        for (var entry : entries == null ? List.of() : entries) {
            if (entry instanceof String name) {
                add(Type.getObjectType(name), names);
            }
        }
    }

    private static void add(Type type, Set<String> names) {
        var element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT) {
            names.add(element.getInternalName());
        }
    }
}
