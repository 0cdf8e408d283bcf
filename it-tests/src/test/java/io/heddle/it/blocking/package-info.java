/** What takes the place of types of the runtime in the blocking reference. */
package io.heddle.it.blocking;
