package io.waitingroom.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Encodes session ids as the signed text that holders keep, and decodes this text.
 *
 * <p>The text is base64url (RFC 4648, section 5). It encodes 30 bytes as 40 characters: incarnation (4 bytes), ticket
 * (6), nonce (4), and the first 16 bytes of an HMAC. The HMAC covers the room's name and these three parts. There is no
 * padding and there are no spare bits, so that each id has exactly one text.
 */
public final class SessionIds {
    /** The length of the text of each id. */
    public static final int LENGTH = 40;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");
    private static final int MAC_SIZE = 16;

    private final SigningKey key;
    private final byte[] room;

    /** Creates a codec for one room and one key. */
    public SessionIds(SigningKey key, String room) {
        this.key = key;
        this.room = ("session-id\0" + room + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** Encodes the id as a signed text. A client that sends this text proves that the session belongs to the client. */
    public String write(SessionId id) {
        var bytes = ByteBuffer.allocate(SessionId.SIZE + MAC_SIZE).put(id.bytes());
        bytes.put(mac(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Decodes the text. Returns empty if this key did not sign exactly this text. */
    public Optional<SessionId> read(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var receivedMac = new byte[MAC_SIZE];
        bytes.get(SessionId.SIZE, receivedMac);
        if (!MessageDigest.isEqual(receivedMac, mac(bytes.array()))) {
            return Optional.empty();
        }
        return Optional.of(SessionId.of(bytes));
    }

    private byte[] mac(byte[] bytes) {
        var message =
                ByteBuffer.allocate(room.length + SessionId.SIZE).put(room).put(bytes, 0, SessionId.SIZE);
        return key.authenticate(message.array(), MAC_SIZE);
    }
}
