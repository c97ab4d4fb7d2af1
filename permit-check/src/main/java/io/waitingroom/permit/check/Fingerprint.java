package io.waitingroom.permit.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What the proxy in front tells clients apart by, where permits are tied to that ({@code --bind-permit}). */
public final class Fingerprint {
    private Fingerprint() {}

    /** What a permit says that is tied to it: base64url of its SHA-256. */
    public static String binding(String fingerprint) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(fingerprint.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
