package io.waitingroom.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tracks the state of each open connection. A fresh connection has never sent a complete request. A busy connection waits for a response.
 * An idle connection has received a response and has not sent the next complete request yet. The states decide which connection is closed
 * when too many are open. They also decide which connections have exceeded the time limit for a request. Thread-safe.
 *
 * @param <C> the type of a connection
 */
public final class OpenConnections<C> {
    /**
     * A fresh connection of this age or older is evicted before any idle connection. If a fresh connection is younger, its request may have
     * arrived, but may not have been read yet.
     */
    public static final Duration GRACE_PERIOD = Duration.ofSeconds(1);

    private final int max;
    private final Duration firstRequestTimeout;
    private final Duration nextRequestTimeout;
    private final LongSupplier nanoTime;
    /** The fresh connections, with the time at which each was opened. The oldest comes first. */
    private final Map<C, Long> fresh = new LinkedHashMap<>();

    /** The idle connections, with the time at which each was last answered. The oldest comes first. */
    private final Map<C, Long> idle = new LinkedHashMap<>();

    private final Set<C> busy = new HashSet<>();

    /**
     * Creates a tracker without connections.
     *
     * @param max the maximum number of open connections
     * @param firstRequestTimeout the maximum time from the opening of a connection to the first complete request
     * @param nextRequestTimeout the maximum time from a response to the next complete request
     */
    OpenConnections(int max, Duration firstRequestTimeout, Duration nextRequestTimeout, LongSupplier nanoTime) {
        this.max = max;
        this.firstRequestTimeout = firstRequestTimeout;
        this.nextRequestTimeout = nextRequestTimeout;
        this.nanoTime = nanoTime;
    }

    /** Adds a new connection. Returns the connections that the caller must close so that the maximum is not exceeded. */
    synchronized List<C> opened(C connection) {
        fresh.put(connection, nanoTime.getAsLong());
        return size() > max ? List.of(evictOne()) : List.of();
    }

    // Prefers a connection that had enough time to send a request and did not; then the one that has been idle for
    // longest.
    private C evictOne() {
        var candidates = isFirstOlder(fresh, GRACE_PERIOD) || idle.isEmpty() ? fresh : idle;
        var oldest = candidates.keySet().iterator().next();
        candidates.remove(oldest);
        return oldest;
    }

    private boolean isFirstOlder(Map<C, Long> connections, Duration age) {
        var now = nanoTime.getAsLong();
        return connections.values().stream().limit(1).anyMatch(since -> now - since >= age.toNanos());
    }

    /** Marks a connection as busy, after a complete request has arrived. */
    synchronized void requested(C connection) {
        var counted = fresh.remove(connection) != null || idle.remove(connection) != null;
        if (counted) {
            busy.add(connection);
        }
    }

    /** Marks a connection as idle, after the server has answered the request. */
    synchronized void answered(C connection) {
        if (busy.remove(connection)) {
            idle.put(connection, nanoTime.getAsLong());
        }
    }

    synchronized void closed(C connection) {
        fresh.remove(connection);
        idle.remove(connection);
        busy.remove(connection);
    }

    /** Removes and returns the connections that have exceeded the time limit for a request. */
    synchronized List<C> overdue() {
        var overdue = new ArrayList<C>();
        moveOlder(fresh, firstRequestTimeout, overdue);
        moveOlder(idle, nextRequestTimeout, overdue);
        return overdue;
    }

    private void moveOlder(Map<C, Long> connections, Duration age, List<C> overdue) {
        while (isFirstOlder(connections, age)) {
            var oldest = connections.keySet().iterator().next();
            connections.remove(oldest);
            overdue.add(oldest);
        }
    }

    synchronized int size() {
        return fresh.size() + idle.size() + busy.size();
    }
}
