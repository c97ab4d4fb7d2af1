/** Positions in the queue and estimates of the remaining wait. */
package io.waitingroom.position;
