package io.waitingroom.permit;

import java.time.Duration;
import java.time.Instant;

/**
 * A short-lived signed proof that a session is ACTIVE. Any service that has the fleet's public keys can verify the permit.
 *
 * @param text a JWT (RFC 7519) in its compact form
 * @param expires the time at which the permit expires, by the wall clock. A verifier has no other clock
 */
public record Permit(String text, Instant expires) {
    /** Returns the remaining lifetime; zero if the permit has expired. */
    public Duration remaining() {
        var left = Duration.between(Instant.now(), expires);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Returns a description without the permit's text, because the text is a secret while the permit is valid. */
    @Override
    public String toString() {
        return "Permit[expires=" + expires + "]";
    }
}
