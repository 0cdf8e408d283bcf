/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.model;

import org.jspecify.annotations.NullMarked;
