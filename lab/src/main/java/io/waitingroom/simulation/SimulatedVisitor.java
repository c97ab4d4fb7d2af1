package io.waitingroom.simulation;

import io.waitingroom.session.SessionId;

/**
 * A visitor of a simulated crowd.
 *
 * @param id the id of the visitor's session
 * @param joined the second in which the visitor joined
 * @param givesUp the second in which the visitor leaves the queue if the visitor still waits then
 */
record SimulatedVisitor(SessionId id, int joined, double givesUp) {}
