/** JUnit Jupiter tests that await: {@link io.heddle.junit.AsyncTest}. */
@NullMarked
package io.heddle.junit;

import org.jspecify.annotations.NullMarked;
