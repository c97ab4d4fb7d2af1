package io.waitingroom.history;

import java.util.List;

/** Temporary. */
public record Violation(String invariant, String what, List<String> lines) {}
