package io.waitingroom.http;

import java.time.Duration;

/**
 * The order in which an overloaded server refuses requests. A refused poll is repeated and loses nothing. A refused join costs the
 * client time. Heartbeats and leaves are always served: without them clients lose their sessions, and slots stay taken.
 */
public enum RequestPriority {
    /** Polls: reads of a session's status. */
    LOOK(Duration.ofMillis(500)),
    JOIN(Duration.ofMillis(1000)),
    /** All other requests, such as keys and style sheets. */
    OTHER(Duration.ofMillis(1500)),
    /** Heartbeats, leaves, and all else that keeps a session alive: streams, online checks, the page of a browser without scripts. */
    HEARTBEAT(Duration.ofNanos(Long.MAX_VALUE));

    static final long MIN_PATIENCE_NANOS = LOOK.patienceNanos;

    private final long patienceNanos;

    RequestPriority(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** Returns how long a request may wait before it is read and still be served, in ns. */
    long patienceNanos() {
        return patienceNanos;
    }

    /** Whether requests of this priority may be refused. */
    boolean isSheddable() {
        return patienceNanos < Long.MAX_VALUE;
    }
}
