/** Streams of server-sent events, by which a client follows its session. */
package io.waitingroom.stream;
