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
 * What the open connections are at: new ones have never sent a whole request, idle ones have been answered and have not
 * sent the next one, busy ones are being answered. Which of them is given up when there are too many, and which have
 * taken too long over a request, follows from that. Safe for use by many threads.
 *
 * @param <C> a connection
 */
public final class OpenConnections<C> {
    /** A connection that is younger may only be slow to be looked at. */
    public static final Duration YOUNG = Duration.ofSeconds(1);

    private final int most;
    private final Duration firstRequest;
    private final Duration nextRequest;
    private final LongSupplier nanoTime;
    /** By when they were opened, or last answered: each map is in the order of its times. */
    private final Map<C, Long> fresh = new LinkedHashMap<>();

    private final Map<C, Long> idle = new LinkedHashMap<>();
    private final Set<C> busy = new HashSet<>();

    /**
     * @param most as many may be open
     * @param firstRequest how long after its opening a connection must have sent a whole request
     * @param nextRequest how long after an answer the next request must be there
     */
    OpenConnections(int most, Duration firstRequest, Duration nextRequest, LongSupplier nanoTime) {
        this.most = most;
        this.firstRequest = firstRequest;
        this.nextRequest = nextRequest;
        this.nanoTime = nanoTime;
    }

    /** Counts a new connection, and names those that must be closed for it. */
    synchronized List<C> opened(C connection) {
        fresh.put(connection, nanoTime.getAsLong());
        return size() > most ? List.of(giveUpOne()) : List.of();
    }

    // First whoever had time enough to send a request and did not, then whoever has been silent for longest.
    private C giveUpOne() {
        var from = oldFirst(fresh, YOUNG) || idle.isEmpty() ? fresh : idle;
        var eldest = from.keySet().iterator().next();
        from.remove(eldest);
        return eldest;
    }

    private boolean oldFirst(Map<C, Long> connections, Duration age) {
        var now = nanoTime.getAsLong();
        return connections.values().stream().limit(1).anyMatch(since -> now - since >= age.toNanos());
    }

    /** A whole request is there. */
    synchronized void requested(C connection) {
        var counted = fresh.remove(connection) != null || idle.remove(connection) != null;
        if (counted) {
            busy.add(connection);
        }
    }

    /** The request has been answered. */
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

    /** Names those that have taken too long over a request, and counts them no more. */
    synchronized List<C> overdue() {
        var overdue = new ArrayList<C>();
        takeOlder(fresh, firstRequest, overdue);
        takeOlder(idle, nextRequest, overdue);
        return overdue;
    }

    private void takeOlder(Map<C, Long> connections, Duration age, List<C> overdue) {
        while (oldFirst(connections, age)) {
            var eldest = connections.keySet().iterator().next();
            connections.remove(eldest);
            overdue.add(eldest);
        }
    }

    synchronized int size() {
        return fresh.size() + idle.size() + busy.size();
    }
}
