package io.waitingroom.simulation;

import io.waitingroom.session.SessionId;

/**
 * One person of a crowd.
 *
 * @param id of their session
 * @param joined the second in which they came
 * @param givesUp the second in which they walk away, if they wait until then
 */
record SimulatedVisitor(SessionId id, int joined, double givesUp) {}
