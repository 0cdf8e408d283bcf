/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.verify;

import org.jspecify.annotations.NullMarked;
