/** Holds what has been woven against the rules of the JVM's type checker, before anything is written. */
@NullMarked
package io.heddle.instrumenter.verify;

import org.jspecify.annotations.NullMarked;
