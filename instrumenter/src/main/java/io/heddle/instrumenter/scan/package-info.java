/** Finds async methods and await sites, and holds the class against the rules before anything is changed. */
@NullMarked
package io.heddle.instrumenter.scan;

import org.jspecify.annotations.NullMarked;
