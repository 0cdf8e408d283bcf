/** Writes the code of a plan. Only emitters create members, and they decide nothing. */
@NullMarked
package io.heddle.instrumenter.emit;

import org.jspecify.annotations.NullMarked;
