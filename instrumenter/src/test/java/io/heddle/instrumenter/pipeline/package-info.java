/** Tests of the package of the same name. */
@NullMarked
package io.heddle.instrumenter.pipeline;

import org.jspecify.annotations.NullMarked;
