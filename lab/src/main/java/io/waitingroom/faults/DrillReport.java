package io.waitingroom.faults;

import io.waitingroom.faults.Outcome.BrokeDown;
import io.waitingroom.faults.Outcome.Judged;
import io.waitingroom.faults.Outcome.NotRun;
import io.waitingroom.faults.Outcome.Worth;
import io.waitingroom.history.Tally;
import io.waitingroom.history.Verdict;
import io.waitingroom.history.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A drill's outcome in lines for people. */
final class DrillReport {
    static final String HEAD = "%-24s %-10s %9s %10s %8s %9s %5s %8s  %s"
            .formatted("fault", "verdict", "checked", "operations", "unknown", "recovered", "lost", "resumed", "");

    private DrillReport() {}

    static List<String> of(String name, Outcome outcome, long tookNanos) {
        if (outcome instanceof NotRun notRun) {
            return List.of("%-24s %-10s %s".formatted(name, "not run", notRun.why()));
        }
        if (outcome instanceof BrokeDown down) {
            var trace = new StringWriter();
            down.error().printStackTrace(new PrintWriter(trace));
            return List.of("%-24s %-10s %s".formatted(name, "BROKE", trace));
        }
        return judged(name, (Judged) outcome, tookNanos);
    }

    private static List<String> judged(String name, Judged judged, long tookNanos) {
        var verdict = judged.verdict();
        var tally = verdict.tally();
        var lines = new ArrayList<String>();
        lines.add("%-24s %-10s %9d %10d %8d %9d %5d %8s  %s"
                .formatted(
                        name,
                        word(judged.worth()),
                        verdict.checked().size(),
                        tally.operations(),
                        tally.unknown(),
                        tally.recovered(),
                        tally.lost(),
                        tally.resumed().map(DrillReport::seconds).orElse("never"),
                        "took " + seconds(Duration.ofNanos(tookNanos)) + "; " + judged.shares() + late(tally)
                                + loss(verdict)));
        starved(tally).ifPresent(lines::add);
        verdict.violations().forEach(violation -> lines.addAll(lines(violation)));
        return lines;
    }

    private static String word(Worth worth) {
        return switch (worth) {
            case GOOD -> "ok";
            case NOT_PROVEN -> "NOT PROVEN";
            case BAD -> "VIOLATED";
        };
    }

    private static String late(Tally tally) {
        var longest = tally.starvation().longest();
        return longest.isZero() ? "" : "; drill was up to " + seconds(longest) + " late";
    }

    private static Optional<String> starved(Tally tally) {
        var starvation = tally.starvation();
        return starvation.clients() == 0
                ? Optional.empty()
                : Optional.of(
                        "    starved by the drill: %d of %d clients did not send heartbeats as told, %d of them expired"
                                .formatted(starvation.clients(), tally.clients(), starvation.expired()));
    }

    private static String loss(Verdict verdict) {
        var tally = verdict.tally();
        return tally.lost() == 0 && tally.insideBeyond() == 0
                ? ""
                : "; lost what was told within %s, %d may be inside beyond capacity"
                        .formatted(seconds(tally.lossWindow()), tally.insideBeyond());
    }

    private static List<String> lines(Violation violation) {
        var lines = new ArrayList<String>();
        lines.add("    " + violation.invariant() + ": " + violation.what());
        violation.lines().forEach(line -> lines.add("        " + line));
        return lines;
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1e3);
    }
}
