/** Bridges to the protocols of the JDK: {@link java.util.concurrent.Flow} both ways. */
@NullMarked
package io.heddle.interop;

import org.jspecify.annotations.NullMarked;
