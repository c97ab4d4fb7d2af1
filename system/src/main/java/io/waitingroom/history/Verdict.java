package io.waitingroom.history;

import java.util.List;

/** Temporary. */
public record Verdict(List<String> checked, List<Violation> violations, Tally tally) {}
