package io.waitingroom.permit.check;

import io.waitingroom.permit.check.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Checks the claims of a permit, but not the signature.
 *
 * @param leeway the maximum difference between this machine's clock and the room's clock
 */
record Expectations(String room, String issuer, Duration leeway) {
    /**
     * Returns the reason to refuse a permit; empty if the claims of the permit are valid.
     *
     * @param fingerprint the client's fingerprint; empty if permits are not bound to fingerprints
     */
    Optional<Reason> findViolation(SignedPermit signed, Instant now, Optional<String> fingerprint) {
        if (!signed.issuer().equals(issuer)) {
            return Optional.of(Reason.WRONG_ISSUER);
        }
        if (!signed.room().equals(room)) {
            return Optional.of(Reason.WRONG_ROOM);
        }
        if (!now.isBefore(signed.permit().expires().plus(leeway))) {
            return Optional.of(Reason.EXPIRED);
        }
        if (now.plus(leeway).isBefore(signed.validFrom())) {
            return Optional.of(Reason.NOT_YET_VALID);
        }
        return matchesBinding(fingerprint, signed.permit().binding())
                ? Optional.empty()
                : Optional.of(Reason.BOUND_TO_ANOTHER);
    }

    // A bound permit is refused where no fingerprints are checked. Otherwise a missing setting would go unnoticed,
    // and the binding would have no effect.
    private static boolean matchesBinding(Optional<String> fingerprint, Optional<String> binding) {
        if (fingerprint.isEmpty() || binding.isEmpty()) {
            return fingerprint.isEmpty() && binding.isEmpty();
        }
        // An empty fingerprint never matches: clients without a fingerprint are not all the same client.
        return !fingerprint.get().isEmpty()
                && MessageDigest.isEqual(ascii(PermitFormat.digest(fingerprint.get())), ascii(binding.get()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
