package io.waitingroom.faults;

import io.waitingroom.faults.Outcome.Checked;
import io.waitingroom.faults.Outcome.DrillFailed;
import io.waitingroom.faults.Outcome.NotRun;
import io.waitingroom.faults.Outcome.Rating;
import io.waitingroom.history.Tally;
import io.waitingroom.history.Verdict;
import io.waitingroom.history.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Formats the outcome of a drill as lines of a report. */
final class DrillReport {
    static final String HEAD = "%-24s %-10s %9s %10s %8s %9s %5s %8s  %s"
            .formatted("fault", "verdict", "checked", "operations", "unknown", "recovered", "lost", "resumed", "");

    private DrillReport() {}

    static List<String> of(String name, Outcome outcome, long tookNanos) {
        if (outcome instanceof NotRun notRun) {
            return List.of("%-24s %-10s %s".formatted(name, "not run", notRun.why()));
        }
        if (outcome instanceof DrillFailed failed) {
            var trace = new StringWriter();
            failed.error().printStackTrace(new PrintWriter(trace));
            return List.of("%-24s %-10s %s".formatted(name, "BROKE", trace));
        }
        return checked(name, (Checked) outcome, tookNanos);
    }

    private static List<String> checked(String name, Checked checked, long tookNanos) {
        var verdict = checked.verdict();
        var tally = verdict.tally();
        var lines = new ArrayList<String>();
        lines.add("%-24s %-10s %9d %10d %8d %9d %5d %8s  %s"
                .formatted(
                        name,
                        word(checked.rating()),
                        verdict.checked().size(),
                        tally.operations(),
                        tally.unknown(),
                        tally.recovered(),
                        tally.lost(),
                        tally.resumed().map(DrillReport::seconds).orElse("never"),
                        "took " + seconds(Duration.ofNanos(tookNanos)) + "; " + checked.shares() + late(tally)
                                + loss(verdict)));
        starved(tally).ifPresent(lines::add);
        verdict.violations().forEach(violation -> lines.addAll(lines(violation)));
        return lines;
    }

    private static String word(Rating rating) {
        return switch (rating) {
            case GOOD -> "ok";
            case NOT_PROVEN -> "NOT PROVEN";
            case BAD -> "VIOLATED";
        };
    }

    private static String late(Tally tally) {
        var maxStall = tally.starvation().maxStall();
        return maxStall.isZero() ? "" : "; drill was up to " + seconds(maxStall) + " late";
    }

    private static Optional<String> starved(Tally tally) {
        var starvation = tally.starvation();
        return starvation.clients() == 0
                ? Optional.empty()
                : Optional.of(
                        "    starved by the drill: %d of %d clients did not send heartbeats in time, %d of them expired"
                                .formatted(starvation.clients(), tally.clients(), starvation.expired()));
    }

    private static String loss(Verdict verdict) {
        var tally = verdict.tally();
        return tally.lost() == 0 && tally.insideBeyondCapacity() == 0
                ? ""
                : "; lost acknowledgements span %s, %d visitors may be inside beyond capacity"
                        .formatted(seconds(tally.lossWindow()), tally.insideBeyondCapacity());
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
