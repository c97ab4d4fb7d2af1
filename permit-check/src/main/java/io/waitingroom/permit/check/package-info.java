/**
 * Checks permits of a waiting room within the service that the room protects. Signatures are verified with the keys that the
 * room publishes, without a call for each request. {@link io.waitingroom.permit.check.PermitFilter} protects servlets;
 * {@link io.waitingroom.permit.check.PermitVerifier} can be used anywhere else.
 */
package io.waitingroom.permit.check;
