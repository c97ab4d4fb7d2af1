package io.waitingroom.history;

import java.util.List;
import java.util.stream.Stream;

/** Checks a recorded history against all promises of a room. */
public final class Checker {
    private static final List<Invariant> INVARIANTS = List.of(
            new Capacity(),
            new Life(),
            new Order(),
            new NoLeak(),
            new Epoch(),
            new Resumes(),
            new OwnState(),
            new TruthfulStatus());

    private static final int MAX_VIOLATIONS = 1_000;

    private Checker() {}

    /**
     * Checks each invariant independently of the others. The time for the check grows linearly with the size of the history,
     * apart from the time to sort the history.
     */
    public static Verdict check(History history) {
        var evidence = Evidence.of(history);
        return new Verdict(
                INVARIANTS.stream().map(Invariant::name).toList(),
                INVARIANTS.stream()
                        .flatMap(invariant -> violations(invariant, evidence))
                        .toList(),
                Counting.tally(evidence));
    }

    private static Stream<Violation> violations(Invariant invariant, Evidence evidence) {
        return invariant.check(evidence).stream()
                .limit(MAX_VIOLATIONS)
                .map(finding -> new Violation(invariant.name(), finding.what(), HistoryFormat.format(finding.lines())));
    }
}
