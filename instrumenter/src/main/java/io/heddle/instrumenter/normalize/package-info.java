/** Rewrites a method into an equivalent one with simpler invariants, so that the emitters have no special cases. */
@NullMarked
package io.heddle.instrumenter.normalize;

import org.jspecify.annotations.NullMarked;
