package io.waitingroom.simulation;

import io.waitingroom.session.SessionId;

/**
 * A visitor of a simulated crowd.
 *
 * @param id the visitor's session
 * @param joined the second in which the visitor joined
 * @param givesUp the second in which the visitor leaves, if still waiting
 */
record SimulatedVisitor(SessionId id, int joined, double givesUp) {}
