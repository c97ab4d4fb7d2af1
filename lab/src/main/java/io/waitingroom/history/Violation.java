package io.waitingroom.history;

import java.util.List;

/**
 * A promise that was not kept.
 *
 * @param invariant its name
 * @param what happened, and to whom: the ticket is in it, where one is concerned
 * @param lines of the history that show it: events of the trail, calls of clients; at most 20
 */
public record Violation(String invariant, String what, List<String> lines) {}
