package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.Optional;

/**
 * A valid permit.
 *
 * @param subject identifies the session; it is the same in all permits of a session, and is not a credential
 * @param id the permit's own id
 * @param expires when it expires, by wall clock and without the leeway
 * @param binding the hash of its client's fingerprint, if the room binds permits
 */
public record Permit(String subject, String id, Instant expires, Optional<String> binding) {}
