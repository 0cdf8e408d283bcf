/** A chat server on Netty: a coroutine for each connection, on Netty's own event loop. */
@NullMarked
package io.heddle.examples.chat;

import org.jspecify.annotations.NullMarked;
