/**
 * Checks permits of a waiting room within the service that the room protects: signatures against the keys that the
 * room publishes, without a call for each request. {@link io.waitingroom.permit.check.PermitFilter} stands in front of
 * servlets, {@link io.waitingroom.permit.check.PermitVerifier} serves everything else.
 */
package io.waitingroom.permit.check;
