/**
 * Injects faults into a running waiting room, as many kinds as an operator may think of, and checks the recorded history
 * against the promises of the room.
 */
package io.waitingroom.faults;
