package io.waitingroom.permit.check;

import io.waitingroom.permit.check.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a permit has to say, apart from who signed it.
 *
 * @param leeway by how much the clocks of this machine and the room's may differ
 */
record Expectations(String room, String issuer, Duration leeway) {
    /** @param fingerprint empty where permits are not bound */
    Optional<Reason> objection(SignedPermit signed, Instant now, Optional<String> fingerprint) {
        if (!signed.issuer().equals(issuer)) {
            return Optional.of(Reason.WRONG_ISSUER);
        }
        if (!signed.room().equals(room)) {
            return Optional.of(Reason.WRONG_ROOM);
        }
        if (!now.isBefore(signed.permit().expires().plus(leeway))) {
            return Optional.of(Reason.EXPIRED);
        }
        if (now.plus(leeway).isBefore(signed.begins())) {
            return Optional.of(Reason.NOT_YET_VALID);
        }
        return isBoundTo(fingerprint, signed.permit().binding())
                ? Optional.empty()
                : Optional.of(Reason.BOUND_TO_ANOTHER);
    }

    // One that is bound is refused where nobody looks at fingerprints: that binding does nothing would go unnoticed.
    private static boolean isBoundTo(Optional<String> fingerprint, Optional<String> binding) {
        if (fingerprint.isEmpty() || binding.isEmpty()) {
            return fingerprint.isEmpty() && binding.isEmpty();
        }
        // Whoever shows no fingerprint is not the same client as everybody else who shows none.
        return !fingerprint.get().isEmpty()
                && MessageDigest.isEqual(ascii(PermitFormat.digest(fingerprint.get())), ascii(binding.get()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
