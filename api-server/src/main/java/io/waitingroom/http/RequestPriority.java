package io.waitingroom.http;

import java.time.Duration;

/**
 * The order in which an overloaded server refuses requests. A client repeats a refused poll and loses nothing. A refused join costs the
 * client time. Heartbeats and leaves are always served: without heartbeats clients would lose their sessions, and without leaves slots
 * would stay taken.
 */
public enum RequestPriority {
    /** The priority of polls, which read the status of a session or of the room. */
    LOOK(Duration.ofMillis(500)),
    JOIN(Duration.ofMillis(1000)),
    /** The priority of all other requests, such as those for public keys and style sheets. */
    OTHER(Duration.ofMillis(1500)),
    /**
     * The priority of heartbeats, leaves, and all other requests that keep a session alive. These are event streams, online checks by a
     * proxy, and the reloads of the waiting page by a browser without scripts.
     */
    HEARTBEAT(Duration.ofNanos(Long.MAX_VALUE));

    static final long MIN_PATIENCE_NANOS = LOOK.patienceNanos;

    private final long patienceNanos;

    RequestPriority(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** Returns the maximum time, in ns, that a request may wait before it is read. A request that waited longer is refused. */
    long patienceNanos() {
        return patienceNanos;
    }

    /** Returns whether an overloaded server may refuse requests of this priority. */
    boolean isSheddable() {
        return patienceNanos < Long.MAX_VALUE;
    }
}
