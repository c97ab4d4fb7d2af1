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
 * Tracks the state of each open connection. Fresh connections have never sent a complete request. Idle connections have received a
 * response and have not sent the next request. Busy connections wait for a response. The state decides which connection is closed when
 * there are too many, and which connections have exceeded the time limit for a request. Thread-safe.
 *
 * @param <C> a connection
 */
public final class OpenConnections<C> {
    /** A younger connection is not evicted first: its request may have arrived and not been read yet. */
    public static final Duration GRACE_PERIOD = Duration.ofSeconds(1);

    private final int max;
    private final Duration firstRequestTimeout;
    private final Duration nextRequestTimeout;
    private final LongSupplier nanoTime;
    /** Maps connections to the time when they were opened, or last answered. Each map is in the order of its times. */
    private final Map<C, Long> fresh = new LinkedHashMap<>();

    private final Map<C, Long> idle = new LinkedHashMap<>();
    private final Set<C> busy = new HashSet<>();

    /**
     * @param max maximum of open connections
     * @param firstRequestTimeout time from the opening of a connection to its first complete request
     * @param nextRequestTimeout time from a response to the next complete request
     */
    OpenConnections(int max, Duration firstRequestTimeout, Duration nextRequestTimeout, LongSupplier nanoTime) {
        this.max = max;
        this.firstRequestTimeout = firstRequestTimeout;
        this.nextRequestTimeout = nextRequestTimeout;
        this.nanoTime = nanoTime;
    }

    /** Adds a new connection. Returns the connections that the caller must close to stay within the limit. */
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

    /** Marks a connection as busy: a complete request has arrived. */
    synchronized void requested(C connection) {
        var counted = fresh.remove(connection) != null || idle.remove(connection) != null;
        if (counted) {
            busy.add(connection);
        }
    }

    /** Marks a connection as idle: its request has been answered. */
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
