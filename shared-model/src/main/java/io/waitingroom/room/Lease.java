package io.waitingroom.room;

/**
 * What a granter shows to be believed that it leads. Every step that it takes checks both parts.
 *
 * @param token random, of this granter; what the lease in Redis holds
 * @param epoch grows with every leader; a fail-over may roll it back, which the token makes up for
 */
public record Lease(String token, long epoch) {}
