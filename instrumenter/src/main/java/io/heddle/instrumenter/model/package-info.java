/** What flows between the passes. */
@NullMarked
package io.heddle.instrumenter.model;

import org.jspecify.annotations.NullMarked;
