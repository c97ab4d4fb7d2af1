/** What the holder of a session is told of it, most of it from this server's own copy of the room. */
package io.waitingroom.status;
