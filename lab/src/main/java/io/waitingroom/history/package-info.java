/**
 * What happened in a room, as those saw it who took part, and whether it kept the promises that a room makes: recorded
 * histories and the invariants that they must fulfil. Knows nothing of processes, faults or Redis.
 */
package io.waitingroom.history;
