package io.waitingroom.history;

import java.util.List;
import java.util.stream.Stream;

/** Proves or refutes what a room promises, over a recorded history. */
public final class Checker {
    private static final List<Invariant> INVARIANTS = List.of(
            new Capacity(),
            new Life(),
            new Order(),
            new NoLeak(),
            new Epoch(),
            new Resumes(),
            new OwnState(),
            new Standing());

    private static final int MOST_TOLD = 1_000;

    private Checker() {}

    /** Judges all invariants, each by itself. Takes time in proportion to the history, but for sorting it. */
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
                .limit(MOST_TOLD)
                .map(finding -> new Violation(invariant.name(), finding.what(), Lines.of(finding.lines())));
    }
}
