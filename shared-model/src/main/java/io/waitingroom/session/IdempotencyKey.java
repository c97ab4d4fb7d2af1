package io.waitingroom.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Idempotency-Key of a join. A client that repeats a join with the same key gets the same session.
 *
 * @param text the key, which has 16 to 128 printable ASCII characters
 */
public record IdempotencyKey(String text) {
    /** The number of bytes of a key's hash. */
    public static final int HASH_SIZE = 8;

    private static final Pattern SHAPE = Pattern.compile("[ -~]{16,128}");

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if the text has the wrong length, or a character that is not printable ASCII
     */
    public IdempotencyKey {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("an Idempotency-Key is 16 to 128 printable ASCII characters");
        }
    }

    /** Parses a key. Returns empty if the text does not have the right shape. */
    public static Optional<IdempotencyKey> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }

    /**
     * Returns the hash under which Redis stores the key. The hash depends on a secret. Therefore clients cannot
     * construct two keys with the same hash.
     */
    public byte[] hash(SigningKey key) {
        return key.authenticate(("idempotency-key\0" + text).getBytes(StandardCharsets.US_ASCII), HASH_SIZE);
    }
}
