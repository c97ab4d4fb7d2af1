package io.waitingroom.http;

import java.time.Duration;

/**
 * The order in which requests are refused when more of them come than the processor can serve. A refused look is asked for
 * again and loses nothing, a refused join costs its sender time; without heartbeats and leaves people lose their places and
 * slots stay taken, so that those are always served.
 */
public enum RequestPriority {
    LOOK(Duration.ofMillis(500)),
    JOIN(Duration.ofMillis(1000)),
    /** Keys, styles and all that is none of the others. */
    OTHER(Duration.ofMillis(1500)),
    /** Also what keeps a place in other ways: streams, checks of those who are inside, the page of a browser without scripts. */
    HEARTBEAT(Duration.ofNanos(Long.MAX_VALUE));

    static final long SHORTEST_PATIENCE_NANOS = LOOK.patienceNanos;

    private final long patienceNanos;

    RequestPriority(Duration patience) {
        patienceNanos = patience.toNanos();
    }

    /** How long a request may have waited before it was read and still be served, ns. */
    long patienceNanos() {
        return patienceNanos;
    }

    /** Whether requests of this priority are ever refused. */
    boolean isShed() {
        return patienceNanos < Long.MAX_VALUE;
    }
}
