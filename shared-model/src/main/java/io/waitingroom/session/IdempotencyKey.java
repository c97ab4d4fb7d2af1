package io.waitingroom.session;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a client sends with a join so that it may repeat it: the same key is answered with the same session.
 *
 * @param text 16 to 128 printable ASCII characters
 */
public record IdempotencyKey(String text) {
    /** How many bytes of keyed hash stand for a key. */
    public static final int HASH_SIZE = 8;

    private static final Pattern SHAPE = Pattern.compile("[ -~]{16,128}");

    /** @throws IllegalArgumentException if the text is not of the right length or not printable */
    public IdempotencyKey {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("an Idempotency-Key is 16 to 128 printable ASCII characters");
        }
    }

    /** The key, if the text has the shape of one. */
    public static Optional<IdempotencyKey> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new IdempotencyKey(text)) : Optional.empty();
    }

    /** Stands for the key in Redis. Keyed, so that nobody can make two keys that collide. */
    public byte[] hash(SigningKey key) {
        return key.authenticate(("idempotency-key\0" + text).getBytes(StandardCharsets.US_ASCII), HASH_SIZE);
    }
}
