/** What the agent does before a program runs. */
@NullMarked
package io.heddle.instrumenter.agent;

import org.jspecify.annotations.NullMarked;
