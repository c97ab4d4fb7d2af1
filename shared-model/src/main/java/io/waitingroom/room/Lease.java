package io.waitingroom.room;

/**
 * The lease of the leading granter. The script of each of its steps checks both parts (fencing).
 *
 * @param token random, one for each granter; the lease in Redis holds it
 * @param epoch grows with each new leader. A fail-over of Redis may roll it back; the token covers that case
 */
public record Lease(String token, long epoch) {}
