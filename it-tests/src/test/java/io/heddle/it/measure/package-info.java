/** Programs that measure the instrumenter: what woven code weighs, and how long weaving takes. They print, and test nothing. */
@NullMarked
package io.heddle.it.measure;

import org.jspecify.annotations.NullMarked;
