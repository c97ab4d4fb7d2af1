package io.waitingroom.hostile;

import io.waitingroom.hostile.GoodClients.Served;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What was found, line by line, against what it may be. */
final class AttackReport {
    /** What is wrong where good clients were served, but late. */
    static final String WAITED = "good clients waited";

    /** The good clients' p99 may grow by less than this factor. */
    private static final double RATIO = 5;
    /** Below this, a p99 says more about what else the machine was at. */
    private static final double FLOOR_MILLIS = 20;

    private static final int THREADS = 120;
    private static final int LIVE_HEAP_MEGABYTES = 96;
    private static final String ROW = "%-23s %8s %8s  %-32s %6s %6s %6s %5s %6s %7s %7s %5s %7s %7s  %s%n";

    private final PrintStream out;

    AttackReport(PrintStream out) {
        this.out = out;
        out.printf(
                "bounds: p99 of good clients below %.0f times that of the quiet seconds just before (or %.0f ms, if that is"
                        + " more), none of them failed;%n"
                        + "        at most %d threads, and as many started anew, %d connections, %d MB of live heap (-Xmx%dm)%n",
                RATIO,
                FLOOR_MILLIS,
                THREADS,
                AttackedSystem.CONNECTIONS,
                LIVE_HEAP_MEGABYTES,
                AttackedSystem.HEAP_MEGABYTES);
        out.printf(
                ROW,
                "attack",
                "requests",
                "MB sent",
                "answers",
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

    /** Prints a line, and says what was not as it should be. */
    List<String> add(Trial trial) {
        var wrong = wrong(trial);
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
                trial.most().threads(),
                trial.threadsStarted(),
                trial.most().connections(),
                trial.heapBytes() >> 20,
                String.format("%.3f", trial.redisCallsPerRequest()),
                wrong.isEmpty() ? "ok" : "FAILED: " + String.join(", ", wrong));
        return wrong;
    }

    private static double ratio(Trial trial) {
        return trial.good().millisAt(99) / Math.max(trial.quiet().millisAt(99), FLOOR_MILLIS);
    }

    private List<String> wrong(Trial trial) {
        var wrong = new ArrayList<String>();
        note(wrong, ratio(trial) >= RATIO, WAITED);
        note(
                wrong,
                trial.good().failed() > 0,
                "good clients failed: " + trial.good().firstFailure());
        note(wrong, trial.good().calls() == 0, "no good client was served");
        note(wrong, !trial.tally().hasOnly(trial.attack().allowed()), "answers");
        note(wrong, trial.tally().requests() == 0, "nothing was sent");
        note(wrong, !trial.unharmed(), "a stranger's session was ended");
        note(wrong, trial.most().threads() > THREADS, "threads");
        note(wrong, trial.threadsStarted() > THREADS, "threads started");
        note(wrong, trial.most().connections() > AttackedSystem.CONNECTIONS, "connections");
        note(wrong, trial.heapBytes() >> 20 > LIVE_HEAP_MEGABYTES, "heap");
        note(wrong, trial.isTooDear(), "calls to Redis");
        return wrong;
    }

    private static void note(List<String> wrong, boolean isWrong, String what) {
        if (isWrong) {
            wrong.add(what);
        }
    }
}
