package io.waitingroom.permit.check;

import java.time.Instant;
import java.util.Optional;

/**
 * A permit that was found valid.
 *
 * @param subject names the session; the same in each of its permits, and no credential
 * @param id this permit's own
 * @param expires when it ends, by wall clock and without any leeway
 * @param binding hash of the fingerprint of the client that it was given to, where the room binds permits
 */
public record Permit(String subject, String id, Instant expires, Optional<String> binding) {}
