package io.waitingroom.permit.check;

import io.waitingroom.permit.check.Verdict.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Verifies permits with the keys that the room publishes. The keys are fetched once a minute, not for each permit. While the
 * keys cannot be fetched, the last fetched keys are used, for a day at most. An instance is thread-safe and meant to be shared.
 * It holds no resources that need to be closed.
 */
public final class PermitVerifier {
    private final Expectations expectations;
    private final PublishedKeys keys;
    private final CheckedSignatures signatures = new CheckedSignatures();
    private final Clock clock;

    private PermitVerifier(Builder builder) {
        expectations = new Expectations(builder.room, builder.issuer, builder.leeway);
        clock = builder.clock;
        keys = new PublishedKeys(new KeyServer(builder.keys), builder.nanoTime);
        keys.refreshIfDue();
    }

    /**
     * Returns a builder of a verifier.
     *
     * @param keys the URL of the room's public keys, such as {@code https://…/api/waiting-room/jwks.json}
     * @throws IllegalArgumentException if {@code keys} is not an http or https URL
     */
    public static Builder builder(URI keys) {
        return new Builder(keys);
    }

    /**
     * Verifies a permit of a room that does not bind permits. A bound permit is refused.
     *
     * @param token the text that the client presented, valid or not, or null
     */
    public Verdict verify(String token) {
        return verify(token, Optional.empty());
    }

    /**
     * Verifies a permit of a room that binds permits. The permit is refused if it is not bound, or bound to another
     * fingerprint.
     *
     * @param token the text that the client presented, valid or not, or null
     * @param fingerprint the client's fingerprint, or null if the client has none
     */
    public Verdict verify(String token, String fingerprint) {
        return verify(token, Optional.of(fingerprint == null ? "" : fingerprint));
    }

    /**
     * Verifies a permit.
     *
     * @param fingerprint the client's fingerprint; an empty text if the client has none; {@link Optional#empty} if permits are
     *     not bound
     */
    Verdict verify(String token, Optional<String> fingerprint) {
        if (token == null || token.isEmpty()) {
            return new Verdict.Refused(Reason.MISSING);
        }
        var signed = SignedPermit.parse(token);
        if (signed.isEmpty()) {
            return new Verdict.Refused(Reason.MALFORMED);
        }
        // The claims are checked before the key is looked up, so that an expired permit does not cause a key fetch.
        return expectations
                .findViolation(signed.get(), now(), fingerprint)
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> checkSignature(signed.get()));
    }

    private Verdict checkSignature(SignedPermit signed) {
        var lookup = keys.find(signed.keyId());
        if (lookup instanceof KeyLookup.Found found) {
            return signatures.isValid(signed, found.key())
                    ? new Verdict.Valid(signed.permit())
                    : new Verdict.Refused(Reason.BAD_SIGNATURE);
        }
        return lookup instanceof KeyLookup.NotPublished
                ? new Verdict.Refused(Reason.UNKNOWN_KEY)
                : new Verdict.Unknown();
    }

    Instant now() {
        return clock.instant();
    }

    /** Returns the time until which this verifier accepts a permit: the expiry of the permit plus the leeway. */
    Instant end(Permit permit) {
        return permit.expires().plus(expectations.leeway());
    }

    String room() {
        return expectations.room();
    }

    /** Builds a {@link PermitVerifier}. */
    public static final class Builder {
        private static final Duration MAX_LEEWAY = Duration.ofMinutes(5);

        private final URI keys;
        private String room = "default";
        private String issuer = "waiting-room";
        private Duration leeway = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(URI keys) {
            if (keys.getScheme() == null
                    || !Set.of("http", "https").contains(keys.getScheme())
                    || keys.getHost() == null) {
                throw new IllegalArgumentException("'" + keys + "' is not an http or https URL");
            }
            this.keys = keys;
        }

        /** Sets the room whose permits are accepted. The default is the room with the name {@code default}. */
        public Builder room(String name) {
            room = Objects.requireNonNull(name);
            return this;
        }

        /**
         * Sets the issuer whose permits are accepted. Pass the value of the room's flag {@code --permit-issuer}. The default is
         * {@code waiting-room}.
         */
        public Builder issuer(String name) {
            issuer = Objects.requireNonNull(name);
            return this;
        }

        /**
         * Sets the maximum difference between this machine's clock and the room's clock; 10 s by default.
         *
         * @throws IllegalArgumentException if the difference is negative or more than five minutes
         */
        public Builder leeway(Duration maxDifference) {
            if (maxDifference.isNegative() || maxDifference.compareTo(MAX_LEEWAY) > 0) {
                throw new IllegalArgumentException("A leeway is from 0 s to " + MAX_LEEWAY.toSeconds() + " s");
            }
            leeway = maxDifference;
            return this;
        }

        /** Sets the clock that is compared with the times in permits. This method is for tests. The default is the system's clock. */
        public Builder clock(Clock wallClock) {
            clock = Objects.requireNonNull(wallClock);
            return this;
        }

        /** Sets the monotonic clock that measures the age of keys. */
        Builder nanoTime(LongSupplier monotonic) {
            nanoTime = monotonic;
            return this;
        }

        /**
         * Builds the verifier and fetches the keys, which takes two seconds at most. If the fetch fails, later verifications
         * try again.
         */
        public PermitVerifier build() {
            return new PermitVerifier(this);
        }
    }
}
