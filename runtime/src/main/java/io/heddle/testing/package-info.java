/** For tests of concurrent programs: looks for an order of steps in which they fail. */
@NullMarked
package io.heddle.testing;

import org.jspecify.annotations.NullMarked;
