package io.waitingroom.session;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that all API servers of a fleet share. It signs session ids. The hashes of Idempotency-Keys are also
 * computed with it, so that nobody can guess these hashes.
 */
public final class SigningKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern TEXT = Pattern.compile("[!-~]{32,256}");

    private final String text;
    private final Mac prototype;

    private SigningKey(String text) {
        this.text = text;
        this.prototype = newMac(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Creates a key from its text.
     *
     * @param text the text, which has 32 to 256 printable ASCII characters without spaces
     * @throws IllegalArgumentException if the text does not have this form
     */
    public static SigningKey of(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a signing key is 32 to 256 printable ASCII characters without spaces");
        }
        return new SigningKey(text);
    }

    /** Creates a key from its text, like {@link #of}. Returns empty if the text does not have the right form. */
    public static Optional<SigningKey> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new SigningKey(text)) : Optional.empty();
    }

    /** Creates a key of 256 random bits. */
    public static SigningKey random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Returns the key's text, as Redis stores it for the fleet. The text is a secret: never log it. */
    public String text() {
        return text;
    }

    /** Computes the HMAC-SHA256 (RFC 2104) of the message, truncated to the given number of bytes. */
    byte[] authenticate(byte[] message, int size) {
        var full = freshMac().doFinal(message);
        return Arrays.copyOf(full, size);
    }

    // A clone avoids the provider look-up that each call of Mac.getInstance does.
    private Mac freshMac() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return newMac(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static Mac newMac(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningKey that
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.US_ASCII), that.text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "SigningKey[secret]";
    }
}
