/**
 * The instrumenter as other programs see it: class bytes in, rewritten class and its generated classes out; the command
 * and the agent are here too. No type of ASM appears in a signature.
 */
@NullMarked
package io.heddle.instrumenter;

import org.jspecify.annotations.NullMarked;
