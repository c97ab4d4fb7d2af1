package io.waitingroom.hostile;

import io.waitingroom.hostile.GoodClients.Served;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints the result of each trial as a line, and checks the result against the bounds. */
final class AttackReport {
    /** The name of a violation: good clients were served too late. */
    static final String WAITED = "good clients waited";

    /** The limit for the good clients' p99 latency during an attack, as a multiple of their p99 latency before the attack. */
    private static final double MAX_RATIO = 5;
    /**
     * The lower bound of the p99 latency before an attack. If the measured latency is lower, the comparison uses this bound. Such
     * a low latency says more about other load on the machine.
     */
    private static final double FLOOR_MILLIS = 20;

    private static final int MAX_THREADS = 120;
    private static final int MAX_LIVE_HEAP_MEGABYTES = 96;
    private static final String ROW = "%-23s %8s %8s  %-32s %6s %6s %6s %5s %6s %7s %7s %5s %7s %7s  %s%n";

    private final PrintStream out;

    AttackReport(PrintStream out) {
        this.out = out;
        out.printf(
                "bounds: p99 of good clients below %.0f times their p99 just before the attack, which counts as %.0f ms if it is"
                        + " less; no failed call;%n"
                        + "        at most %d threads, as many newly started ones, %d connections, %d MB of live heap (-Xmx%dm)%n",
                MAX_RATIO,
                FLOOR_MILLIS,
                MAX_THREADS,
                AttackedSystem.MAX_CONNECTIONS,
                MAX_LIVE_HEAP_MEGABYTES,
                AttackedSystem.HEAP_MEGABYTES);
        out.printf(
                ROW,
                "attack",
                "requests",
                "MB sent",
                "responses",
                "quiet",
                "p50 ms",
                "p99 ms",
                "ratio",
                "failed",
                "threads",
                "started",
                "conns",
                "heap MB",
                "Redis/r",
                "");
    }

    private static String millis(Served served, double percentile) {
        return String.format("%.1f", served.millisAt(percentile));
    }

    /** Prints the line of a trial. Returns the violated bounds. */
    List<String> add(Trial trial) {
        var violations = violations(trial);
        var good = trial.good();
        out.printf(
                ROW,
                trial.attack().name(),
                trial.tally().requests(),
                String.format("%.1f", trial.tally().bytes() / 1e6),
                trial.tally(),
                millis(trial.quiet(), 99),
                millis(good, 50),
                millis(good, 99),
                String.format("%.2f", ratio(trial)),
                good.failed(),
                trial.peak().threads(),
                trial.threadsStarted(),
                trial.peak().connections(),
                trial.heapBytes() >> 20,
                String.format("%.3f", trial.redisCallsPerRequest()),
                violations.isEmpty() ? "ok" : "FAILED: " + String.join(", ", violations));
        return violations;
    }

    private static double ratio(Trial trial) {
        return trial.good().millisAt(99) / Math.max(trial.quiet().millisAt(99), FLOOR_MILLIS);
    }

    private List<String> violations(Trial trial) {
        var violations = new ArrayList<String>();
        note(violations, ratio(trial) >= MAX_RATIO, WAITED);
        note(
                violations,
                trial.good().failed() > 0,
                "good clients failed: " + trial.good().firstFailure());
        note(violations, trial.good().calls() == 0, "no good client was served");
        note(violations, !trial.tally().hasOnly(trial.attack().allowed()), "responses");
        note(violations, trial.tally().requests() == 0, "nothing was sent");
        note(violations, !trial.victimUnharmed(), "another client's session was ended");
        note(violations, trial.peak().threads() > MAX_THREADS, "threads");
        note(violations, trial.threadsStarted() > MAX_THREADS, "threads started");
        note(violations, trial.peak().connections() > AttackedSystem.MAX_CONNECTIONS, "connections");
        note(violations, trial.heapBytes() >> 20 > MAX_LIVE_HEAP_MEGABYTES, "heap");
        note(violations, trial.exceedsRedisCalls(), "calls to Redis");
        return violations;
    }

    private static void note(List<String> violations, boolean isViolated, String violation) {
        if (isViolated) {
            violations.add(violation);
        }
    }
}
