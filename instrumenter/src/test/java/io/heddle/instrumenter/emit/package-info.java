/** Tests of the emitters, by listings. */
@NullMarked
package io.heddle.instrumenter.emit;

import org.jspecify.annotations.NullMarked;
