/**
 * What woven code calls. Public because generated classes live in the packages of users; not for people: nothing here
 * has a use in source code, and the members may change with {@link io.heddle.rt.Abi#VERSION}.
 *
 * <p>The package is the floor of the runtime: it knows frames, the context that a running step hands down, and the
 * trampoline; it does not know tasks or loops, which are built on it.
 */
@NullMarked
package io.heddle.rt;

import org.jspecify.annotations.NullMarked;
