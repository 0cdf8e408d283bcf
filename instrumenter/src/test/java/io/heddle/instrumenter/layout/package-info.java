/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.layout;

import org.jspecify.annotations.NullMarked;
