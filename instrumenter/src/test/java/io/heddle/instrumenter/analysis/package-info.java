/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.analysis;

import org.jspecify.annotations.NullMarked;
