package io.waitingroom.room;

/**
 * The lease of the granter that leads. Each script that the leader runs checks the token and the epoch (fencing).
 *
 * @param token a random text that is different for each granter; the lease in Redis contains the token of the leader
 * @param epoch a number that grows with each new leader. A fail-over of Redis may set it back to an earlier number;
 *     then the token still differs
 */
public record Lease(String token, long epoch) {}
