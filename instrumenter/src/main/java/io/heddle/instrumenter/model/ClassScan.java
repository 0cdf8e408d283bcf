package io.heddle.instrumenter.model;

import java.util.List;
import org.objectweb.asm.tree.ClassNode;

/**
 * A class as it was read, and which of its methods are async.
 *
 * @param node the class, frames expanded
 * @param asyncMethods in the order of the class file
 */
public record ClassScan(ClassNode node, List<AsyncMethod> asyncMethods) {}
