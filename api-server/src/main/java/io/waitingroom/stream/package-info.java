/** Server-sent events: streams with the status of a session. */
package io.waitingroom.stream;
