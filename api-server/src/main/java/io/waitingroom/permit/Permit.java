package io.waitingroom.permit;

import java.time.Duration;
import java.time.Instant;

/**
 * A short-lived signed proof that a session is ACTIVE. Any service that has the fleet's public keys can verify it.
 *
 * @param text a JWT (RFC 7519) in its compact form
 * @param expires end of validity by the wall clock, the only clock that a verifier has
 */
public record Permit(String text, Instant expires) {
    /** Returns the remaining lifetime, never negative. */
    public Duration remaining() {
        var left = Duration.between(Instant.now(), expires);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Omits the text: it is a secret while the permit is valid. */
    @Override
    public String toString() {
        return "Permit[expires=" + expires + "]";
    }
}
