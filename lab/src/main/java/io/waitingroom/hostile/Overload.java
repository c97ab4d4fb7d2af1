package io.waitingroom.hostile;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Twice as many looks as a server can answer, for a while, beside people whose heartbeats must all be answered within 2 s. A
 * trial of its own: other good clients' looks are refused meanwhile, as they should be.
 */
final class Overload {
    static final String NAME = "overload";

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final Duration MEASURING = Duration.ofSeconds(3);
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);
    private static final int MOST_MEASUREMENTS = 6;
    private static final double STILL_FASTER = 1.05;
    private static final double TIMES = 2;
    private static final double MOST_SECONDS = 2;
    private static final int PEOPLE = 200;
    private static final int CONNECTIONS = 400;
    /** Of each connection while it is measured what the server can: enough that it never waits for the client. */
    private static final int UNDER_WAY = 32;

    private static final String CAPACITY = "--capacity=20";

    private Overload() {}

    /** @return whether all heartbeats were answered in time */
    static boolean run(PrintStream out) throws IOException, InterruptedException {
        try (var target = AttackedSystem.start(List.of(CAPACITY))) {
            return run(target, TIME, out);
        }
    }

    static boolean run(AttackedSystem target, Duration time, PrintStream out) throws IOException, InterruptedException {
        var ids = join(target, PEOPLE);
        // The last ones wait: their looks are what a crowd sends.
        var looked = ids.subList(PEOPLE / 2, PEOPLE);
        var perSecond = mostPerSecond(target, looked);
        var tally = new LookTally();
        var senders = new HeartbeatSenders(target.port(), ids, BETWEEN_HEARTBEATS);
        try (senders;
                var load = new LookLoad(target.port(), CONNECTIONS, looked, tally)) {
            load.openLoop(perSecond * TIMES, time);
        }
        return judge(perSecond, tally, senders, out);
    }

    private static List<String> join(AttackedSystem target, int people) throws IOException {
        var ids = new ArrayList<String>();
        for (int i = 0; i < people; i++) {
            ids.add(target.join());
        }
        return ids;
    }

    // Until it gets no faster: a server that has just started is still being compiled.
    private static double mostPerSecond(AttackedSystem target, List<String> looked) throws IOException {
        var most = measure(target, looked);
        for (int i = 1; i < MOST_MEASUREMENTS; i++) {
            var next = measure(target, looked);
            if (next < most * STILL_FASTER) {
                return Math.max(most, next);
            }
            most = next;
        }
        return most;
    }

    private static double measure(AttackedSystem target, List<String> looked) throws IOException {
        var tally = new LookTally();
        try (var load = new LookLoad(target.port(), CONNECTIONS, looked, tally)) {
            load.closedLoop(UNDER_WAY, MEASURING);
        }
        return tally.served() / (double) MEASURING.toSeconds();
    }

    private static boolean judge(double perSecond, LookTally tally, HeartbeatSenders senders, PrintStream out) {
        var failures = senders.failures();
        var wrong = new ArrayList<String>();
        if (senders.answered() == 0 || senders.seconds(100) > MOST_SECONDS) {
            wrong.add("heartbeats waited");
        }
        if (!failures.isEmpty()) {
            wrong.add(failures.size() + " heartbeats failed, the first: " + failures.get(0));
        }
        if (tally.other() > 0) {
            wrong.add("answers");
        }
        out.printf(
                "%s: %.0f times the %.0f looks/s that were answered before. Looks: %s.%n"
                        + "  %d heartbeats of %d people answered after %.2f s (p50), %.2f s (p99), %.2f s (longest)  %s%n",
                NAME,
                TIMES,
                perSecond,
                tally,
                senders.answered(),
                PEOPLE,
                senders.seconds(50),
                senders.seconds(99),
                senders.seconds(100),
                wrong.isEmpty() ? "ok" : "FAILED: " + String.join(", ", wrong));
        return wrong.isEmpty();
    }
}
