package io.waitingroom.permit;

import java.time.Duration;
import java.time.Instant;

/**
 * Proves for a while, to whoever knows the fleet's public keys, that a session is ACTIVE.
 *
 * @param text a JWT (RFC 7519) in its compact form
 * @param expires by the wall clock, which is all that a verifier has
 */
public record Permit(String text, Instant expires) {
    /** How long it is good for by now, never negative. */
    public Duration remaining() {
        var left = Duration.between(Instant.now(), expires);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A secret while it is good. */
    @Override
    public String toString() {
        return "Permit[expires=" + expires + "]";
    }
}
