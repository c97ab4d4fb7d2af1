package io.waitingroom.history;

import java.util.List;

/**
 * A broken promise.
 *
 * @param invariant the name of the invariant
 * @param what a description, which names the ticket if one is concerned
 * @param lines the events of the trail and the calls of clients that show the violation, at most 20 of them
 */
public record Violation(String invariant, String what, List<String> lines) {}
