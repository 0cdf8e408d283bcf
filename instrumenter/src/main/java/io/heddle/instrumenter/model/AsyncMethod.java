package io.heddle.instrumenter.model;

import org.objectweb.asm.tree.MethodNode;

/**
 * A method that will be woven.
 *
 * @param node the method as it was read
 * @param returns how it starts
 * @param lambda whether it is the body of a lambda, which is async by itself when it awaits
 */
public record AsyncMethod(MethodNode node, ReturnKind returns, boolean lambda) {}
