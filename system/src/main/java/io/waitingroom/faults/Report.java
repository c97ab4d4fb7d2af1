package io.waitingroom.faults;

import io.waitingroom.faults.Outcome.BrokeDown;
import io.waitingroom.faults.Outcome.Judged;
import io.waitingroom.faults.Outcome.NotRun;
import io.waitingroom.history.Verdict;
import io.waitingroom.history.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A drill's outcome in lines for people. */
final class Report {
    static final String HEAD = "%-24s %-9s %9s %10s %8s %9s %5s %8s  %s"
            .formatted("fault", "verdict", "checked", "operations", "unknown", "recovered", "lost", "resumed", "");

    private Report() {}

    static List<String> of(String name, Outcome outcome, long tookNanos) {
        if (outcome instanceof NotRun notRun) {
            return List.of("%-24s %-9s %s".formatted(name, "not run", notRun.why()));
        }
        if (outcome instanceof BrokeDown down) {
            var trace = new StringWriter();
            down.error().printStackTrace(new PrintWriter(trace));
            return List.of("%-24s %-9s %s".formatted(name, "BROKE", trace));
        }
        return judged(name, ((Judged) outcome).verdict(), tookNanos);
    }

    private static List<String> judged(String name, Verdict verdict, long tookNanos) {
        var tally = verdict.tally();
        var lines = new ArrayList<String>();
        lines.add("%-24s %-9s %9d %10d %8d %9d %5d %8s  %s"
                .formatted(
                        name,
                        verdict.violations().isEmpty() ? "ok" : "VIOLATED",
                        verdict.checked().size(),
                        tally.operations(),
                        tally.unknown(),
                        tally.recovered(),
                        tally.lost(),
                        tally.resumed().map(Report::seconds).orElse("never"),
                        "took " + seconds(Duration.ofNanos(tookNanos)) + loss(verdict)));
        verdict.violations().forEach(violation -> lines.addAll(lines(violation)));
        return lines;
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
