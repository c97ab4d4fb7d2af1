package io.waitingroom.session;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Encodes moments of a room's history as the text that clients receive, and decodes this text.
 *
 * <p>The text is base32hex in lower case (RFC 4648, section 7). It encodes 20 bytes as 32 characters: generation (2
 * bytes), changes (6), ticket (6), and the first 6 bytes of an HMAC. The HMAC covers the room's name, the room's
 * incarnation and these three parts. Each moment has exactly one text, and all texts have the same length. The texts of
 * one room sort in the order of their moments.
 */
public final class AsOfCodec {
    /** The text that stands in until a client receives its first text. It sorts before every other text. */
    public static final String NONE = "";

    /** The length of every text. */
    public static final int LENGTH = 32;

    private static final Pattern SHAPE = Pattern.compile("[0-9a-v]{" + LENGTH + "}");
    private static final int RADIX = 32;
    private static final int PAYLOAD_SIZE = 14;
    private static final int MAC_SIZE = 6;
    private static final int PART_BITS = 48;

    private final SigningKey key;
    private final byte[] room;

    /** Creates a codec for one room and one key. */
    public AsOfCodec(SigningKey key, String room) {
        this.key = key;
        this.room = ("as-of\0" + room + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** Encodes the moment as the text that clients receive. */
    public String write(int incarnation, AsOf asOf) {
        var bytes = ByteBuffer.allocate(PAYLOAD_SIZE + MAC_SIZE)
                .putShort((short) asOf.generation())
                .putShort((short) (asOf.changes() >>> 32))
                .putInt((int) asOf.changes())
                .putShort((short) (asOf.ticket() >>> 32))
                .putInt((int) asOf.ticket());
        bytes.put(mac(incarnation, bytes.array()));
        var digits = new BigInteger(1, bytes.array()).toString(RADIX);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** Decodes the text. Returns empty if this key did not sign exactly this text for this room. */
    public Optional<AsOf> read(int incarnation, String text) {
        return parseUnverified(text).filter(asOf -> isEqual(write(incarnation, asOf), text));
    }

    private static boolean isEqual(String expected, String text) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Decodes the text but does not check its signature. This is for tools that read responses and do not have the key.
     * Returns empty if the text does not have the right shape.
     */
    public static Optional<AsOf> parseUnverified(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = new BigInteger(text, RADIX).shiftRight(MAC_SIZE * Byte.SIZE);
        return Optional.of(new AsOf(
                number.shiftRight(2 * PART_BITS).intValueExact(), part(number.shiftRight(PART_BITS)), part(number)));
    }

    private static long part(BigInteger number) {
        return number.longValue() & AsOf.MAX;
    }

    /** Returns the text of the later of two moments. Both texts must be of the same room. */
    public static String later(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private byte[] mac(int incarnation, byte[] bytes) {
        var message = ByteBuffer.allocate(room.length + Integer.BYTES + PAYLOAD_SIZE)
                .put(room)
                .putInt(incarnation)
                .put(bytes, 0, PAYLOAD_SIZE);
        return key.authenticate(message.array(), MAC_SIZE);
    }
}
