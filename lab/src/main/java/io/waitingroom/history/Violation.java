package io.waitingroom.history;

import java.util.List;

/**
 * A broken promise.
 *
 * @param invariant the name of the invariant
 * @param what a description, with the ticket where one is concerned
 * @param lines the events of the trail and the calls of clients that show it; at most 20
 */
public record Violation(String invariant, String what, List<String> lines) {}
