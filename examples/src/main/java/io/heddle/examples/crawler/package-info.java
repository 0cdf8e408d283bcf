/** A web crawler: limits, time-outs, retries and a progress line around the HTTP client of the JDK. */
@NullMarked
package io.heddle.examples.crawler;

import org.jspecify.annotations.NullMarked;
