package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.Optional;

/**
 * A valid permit.
 *
 * @param subject the identifier of the session. It is the same in all permits of a session, and is not a credential
 * @param id the permit's own id
 * @param expires the time at which the permit expires, by the wall clock and without the leeway
 * @param binding the hash of the fingerprint of the client to which the permit is bound; empty if the permit is not bound
 */
public record Permit(String subject, String id, Instant expires, Optional<String> binding) {}
