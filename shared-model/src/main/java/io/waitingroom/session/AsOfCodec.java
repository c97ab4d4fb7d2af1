package io.waitingroom.session;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns moments of a room's history into the text that clients are told, and back. The text is base32hex in lower case
 * (RFC 4648, section 7) of generation (2 bytes), changes (6), ticket (6) and the first 6 bytes of an HMAC over the room's
 * name and incarnation and all that: 20 bytes, 32 characters. So every text has one spelling and the same length, and of
 * two texts of one room the greater, compared as text, tells the later moment.
 */
public final class AsOfCodec {
    /** What stands for the text of a client that was told nothing; less than every text. */
    public static final String NONE = "";

    /** The length of every text. */
    public static final int LENGTH = 32;

    private static final Pattern SHAPE = Pattern.compile("[0-9a-v]{" + LENGTH + "}");
    private static final int RADIX = 32;
    private static final int SIZE = 14;
    private static final int MAC = 6;
    private static final int PART_BITS = 48;

    private final SigningKey key;
    private final byte[] room;

    /** Moments of one room under one key. */
    public AsOfCodec(SigningKey key, String room) {
        this.key = key;
        this.room = ("as-of\0" + room + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** The text that clients are told. */
    public String write(int incarnation, AsOf asOf) {
        var bytes = ByteBuffer.allocate(SIZE + MAC)
                .putShort((short) asOf.generation())
                .putShort((short) (asOf.changes() >>> 32))
                .putInt((int) asOf.changes())
                .putShort((short) (asOf.ticket() >>> 32))
                .putInt((int) asOf.ticket());
        bytes.put(mac(incarnation, bytes.array()));
        var digits = new BigInteger(1, bytes.array()).toString(RADIX);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** The moment that the text tells; empty where this key did not sign exactly this text for this room. */
    public Optional<AsOf> read(int incarnation, String text) {
        return claimed(text).filter(asOf -> isEqual(write(incarnation, asOf), text));
    }

    private static boolean isEqual(String expected, String text) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The moment that the text claims to tell, whoever wrote it: for tools that have it from an answer, and no key. Empty
     * where the text has another shape.
     */
    public static Optional<AsOf> claimed(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = new BigInteger(text, RADIX).shiftRight(MAC * Byte.SIZE);
        return Optional.of(new AsOf(
                number.shiftRight(2 * PART_BITS).intValueExact(), part(number.shiftRight(PART_BITS)), part(number)));
    }

    private static long part(BigInteger number) {
        return number.longValue() & AsOf.MAX;
    }

    /** Of two texts of one room the one that tells more. */
    public static String later(String one, String other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private byte[] mac(int incarnation, byte[] bytes) {
        var message = ByteBuffer.allocate(room.length + Integer.BYTES + SIZE)
                .put(room)
                .putInt(incarnation)
                .put(bytes, 0, SIZE);
        return key.authenticate(message.array(), MAC);
    }
}
