/** Tests of the class hierarchy. */
@NullMarked
package io.heddle.instrumenter.classpath;

import org.jspecify.annotations.NullMarked;
