/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.normalize;

import org.jspecify.annotations.NullMarked;
