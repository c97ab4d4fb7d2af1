package io.waitingroom.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns session ids into the text that people hold, and back. The text is base64url (RFC 4648, section 5) of
 * incarnation (4 bytes), ticket (6), nonce (4) and the first 16 bytes of an HMAC over the room's name and all that:
 * 30 bytes, 40 characters, no padding and no spare bits, so that an id has one spelling.
 */
public final class SessionIds {
    /** The length of every id's text. */
    public static final int LENGTH = 40;

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{" + LENGTH + "}");
    private static final int MAC = 16;

    private final SigningKey key;
    private final byte[] room;

    /** Ids of one room under one key. */
    public SessionIds(SigningKey key, String room) {
        this.key = key;
        this.room = ("session-id\0" + room + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** The text that its holder proves the session with. */
    public String write(SessionId id) {
        var bytes = ByteBuffer.allocate(SessionId.SIZE + MAC).put(id.bytes());
        bytes.put(mac(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The session that the text names, or empty where this key did not sign exactly this text. */
    public Optional<SessionId> read(String text) {
        if (!SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        var claimed = new byte[MAC];
        bytes.get(SessionId.SIZE, claimed);
        if (!MessageDigest.isEqual(claimed, mac(bytes.array()))) {
            return Optional.empty();
        }
        return Optional.of(SessionId.of(bytes));
    }

    private byte[] mac(byte[] bytes) {
        var message =
                ByteBuffer.allocate(room.length + SessionId.SIZE).put(room).put(bytes, 0, SessionId.SIZE);
        return key.authenticate(message.array(), MAC);
    }
}
