/** The order of the passes: the only package that knows them all. */
@NullMarked
package io.heddle.instrumenter.pipeline;

import org.jspecify.annotations.NullMarked;
