package io.waitingroom.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Overloads a server with twice as many polls as it can answer. Meanwhile clients send heartbeats, and the server must answer
 * all of them within 2 s. This trial runs without {@link GoodClients}, because an overloaded server refuses polls on purpose,
 * and would also refuse those of good clients.
 */
final class Overload {
    static final String NAME = "overload";

    private static final Duration DURATION = Duration.ofSeconds(20);
    private static final Duration MEASUREMENT_TIME = Duration.ofSeconds(3);
    private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(1);
    private static final int MAX_MEASUREMENTS = 6;
    private static final double MIN_SPEEDUP = 1.05;
    private static final double OVERLOAD_FACTOR = 2;
    private static final double MAX_SECONDS = 2;
    private static final int SESSIONS = 200;
    private static final int CONNECTIONS = 400;
    /**
     * The number of outstanding polls per connection while the maximum rate is measured. It is so high that the server never
     * waits for the client.
     */
    private static final int OUTSTANDING = 32;

    private static final String CAPACITY = "--capacity=20";

    private Overload() {}

    /** Runs the trial. Returns whether all heartbeats were answered in time and no poll got an unexpected response. */
    static boolean run(PrintStream out) throws IOException, InterruptedException {
        try (var target = AttackedSystem.start(List.of(CAPACITY))) {
            return run(target, DURATION, out);
        }
    }

    static boolean run(AttackedSystem target, Duration time, PrintStream out) throws IOException, InterruptedException {
        var ids = join(target, SESSIONS);
        // The last sessions are WAITING, like those of a crowd.
        var polled = ids.subList(SESSIONS / 2, SESSIONS);
        var perSecond = maxPerSecond(target, polled);
        var tally = new PollTally();
        var senders = new HeartbeatSenders(target.port(), ids, HEARTBEAT_INTERVAL);
        try (senders;
                var load = new PollLoad(target.port(), CONNECTIONS, polled, tally)) {
            load.openLoop(perSecond * OVERLOAD_FACTOR, time);
        }
        return evaluate(perSecond, tally, senders, out);
    }

    private static List<String> join(AttackedSystem target, int count) throws IOException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            ids.add(target.join());
        }
        return ids;
    }

    // Measures until the rate stops growing: the JVM of a server that has just started is still compiling.
    private static double maxPerSecond(AttackedSystem target, List<String> polled) throws IOException {
        var max = measure(target, polled);
        for (int i = 1; i < MAX_MEASUREMENTS; i++) {
            var next = measure(target, polled);
            if (next < max * MIN_SPEEDUP) {
                return Math.max(max, next);
            }
            max = next;
        }
        return max;
    }

    private static double measure(AttackedSystem target, List<String> polled) throws IOException {
        var tally = new PollTally();
        try (var load = new PollLoad(target.port(), CONNECTIONS, polled, tally)) {
            load.closedLoop(OUTSTANDING, MEASUREMENT_TIME);
        }
        return tally.served() / (double) MEASUREMENT_TIME.toSeconds();
    }

    private static boolean evaluate(double perSecond, PollTally tally, HeartbeatSenders senders, PrintStream out) {
        var failures = senders.failures();
        var violations = new ArrayList<String>();
        if (senders.answered() == 0 || senders.seconds(100) > MAX_SECONDS) {
            violations.add("heartbeats waited");
        }
        if (!failures.isEmpty()) {
            violations.add(failures.size() + " heartbeats failed, the first: " + failures.get(0));
        }
        if (tally.other() > 0) {
            violations.add("responses");
        }
        out.printf(
                "%s: %.0f times the maximum rate of %.0f polls/s. Polls: %s.%n"
                        + "  %d heartbeats of %d sessions, latency %.2f s (p50), %.2f s (p99), %.2f s (max)  %s%n",
                NAME,
                OVERLOAD_FACTOR,
                perSecond,
                tally,
                senders.answered(),
                SESSIONS,
                senders.seconds(50),
                senders.seconds(99),
                senders.seconds(100),
                violations.isEmpty() ? "ok" : "FAILED: " + String.join(", ", violations));
        return violations.isEmpty();
    }
}
