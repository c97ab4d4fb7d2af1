package io.waitingroom.permit.check;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Whose permits are good.
 *
 * @param keys where the waiting room publishes its keys: {@code https://wait.example.com/api/waiting-room/jwks.json}
 * @param room the event that people wait for
 * @param issuer the waiting room's {@code --permit-issuer}
 * @param leeway how far its clocks and ours may differ
 */
public record VerifierSettings(URI keys, String room, String issuer, Duration leeway) {
    private static final Duration LONGEST_LEEWAY = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException if the address is not absolute, or the leeway negative or longer than 5 minutes */
    public VerifierSettings {
        Objects.requireNonNull(room, "room");
        Objects.requireNonNull(issuer, "issuer");
        if (!keys.isAbsolute()) {
            throw new IllegalArgumentException(keys + " is not an absolute URL");
        }
        if (leeway.isNegative() || leeway.compareTo(LONGEST_LEEWAY) > 0) {
            throw new IllegalArgumentException("a leeway of " + leeway + " is not between none and 5 minutes");
        }
    }

    /** Those of a waiting room that was left as it comes, with a leeway of 10 s. */
    public static VerifierSettings of(URI keys) {
        return new VerifierSettings(keys, "default", "waiting-room", Duration.ofSeconds(10));
    }
}
