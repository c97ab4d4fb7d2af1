/**
 * Checks a recorded history of a room against the promises of a room. A history holds the calls of the clients and the
 * audit trail; each promise is an invariant over them. Knows nothing of processes, faults or Redis.
 */
package io.waitingroom.history;
