/**
 * Injects many kinds of faults into a running waiting room, and checks the recorded history against the promises of the room.
 */
package io.waitingroom.faults;
