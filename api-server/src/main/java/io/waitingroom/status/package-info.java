/** The status of sessions as their holders get it, mostly from this server's cached room. */
package io.waitingroom.status;
