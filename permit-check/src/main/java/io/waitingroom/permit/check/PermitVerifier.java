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
 * Tells whether permits are valid, by the keys that the room publishes, which are fetched once a minute and not for each
 * permit. While they cannot be fetched, what was fetched last serves on, for a day. To be shared by all threads; holds
 * nothing that needs to be closed.
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
        keys.renewIfDue();
    }

    /**
     * @param keys where the room publishes its keys, as {@code https://…/api/waiting-room/jwks.json}
     * @throws IllegalArgumentException if that is no http or https URL
     */
    public static Builder builder(URI keys) {
        return new Builder(keys);
    }

    /**
     * For a room that does not bind permits. One that is bound is refused.
     *
     * @param token what was presented, or null. It may be anything
     */
    public Verdict verify(String token) {
        return verify(token, Optional.empty());
    }

    /**
     * For a room that binds permits. One that is not bound, or bound to another fingerprint, is refused.
     *
     * @param token what was presented, or null. It may be anything
     * @param fingerprint that of whoever presented it, or null if they have none
     */
    public Verdict verify(String token, String fingerprint) {
        return verify(token, Optional.of(fingerprint == null ? "" : fingerprint));
    }

    /** @param fingerprint empty where permits are not bound, an empty text for whoever has none */
    Verdict verify(String token, Optional<String> fingerprint) {
        if (token == null || token.isEmpty()) {
            return new Verdict.Refused(Reason.MISSING);
        }
        var signed = SignedPermit.parse(token);
        if (signed.isEmpty()) {
            return new Verdict.Refused(Reason.MALFORMED);
        }
        // Before the key is looked for: what is over anyway asks no server.
        return expectations
                .objection(signed.get(), now(), fingerprint)
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> checked(signed.get()));
    }

    private Verdict checked(SignedPermit signed) {
        var lookup = keys.find(signed.keyId());
        if (lookup instanceof KeyLookup.Found found) {
            return signatures.isGood(signed, found.key())
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

    /** Until when a permit may be presented to this verifier. */
    Instant end(Permit permit) {
        return permit.expires().plus(expectations.leeway());
    }

    String room() {
        return expectations.room();
    }

    /** How a verifier is set up. */
    public static final class Builder {
        private static final Duration MOST_LEEWAY = Duration.ofMinutes(5);

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

        /** Whose permits are accepted; {@code default} by default. */
        public Builder room(String name) {
            room = Objects.requireNonNull(name);
            return this;
        }

        /** What the room's {@code --permit-issuer} is; {@code waiting-room} by default. */
        public Builder issuer(String name) {
            issuer = Objects.requireNonNull(name);
            return this;
        }

        /**
         * By how much this machine's clock and the room's may differ; 10 s by default.
         *
         * @throws IllegalArgumentException if it is negative or more than five minutes
         */
        public Builder leeway(Duration most) {
            if (most.isNegative() || most.compareTo(MOST_LEEWAY) > 0) {
                throw new IllegalArgumentException("A leeway is from 0 s to " + MOST_LEEWAY.toSeconds() + " s");
            }
            leeway = most;
            return this;
        }

        /** What permits' times are compared with, for tests; the system's by default. */
        public Builder clock(Clock wallClock) {
            clock = Objects.requireNonNull(wallClock);
            return this;
        }

        /** What the age of keys is measured by. */
        Builder nanoTime(LongSupplier monotonic) {
            nanoTime = monotonic;
            return this;
        }

        /** Fetches the keys, for two seconds at most. Where that fails, permits that come will have it tried again. */
        public PermitVerifier build() {
            return new PermitVerifier(this);
        }
    }
}
