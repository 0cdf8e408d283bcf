/** What the tests of the examples share. */
@NullMarked
package io.heddle.examples;

import org.jspecify.annotations.NullMarked;
