/**
 * Checks permits of a waiting room within a protected service, without a call for each request. {@link
 * io.waitingroom.permit.check.PermitFilter} is for servlets, {@link io.waitingroom.permit.check.PermitVerifier} for everything
 * else.
 */
package io.waitingroom.permit.check;
