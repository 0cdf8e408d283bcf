/** The goals of the Maven plugin: what to weave, with which class path, and how errors are told to Maven's users. */
@NullMarked
package io.heddle.maven;

import org.jspecify.annotations.NullMarked;
