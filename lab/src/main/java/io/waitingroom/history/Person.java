package io.waitingroom.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Whom a session belongs to, as ids and the audit trail name them both: the place, and what tells two holders of the
 * same place apart where Redis forgot the first.
 *
 * @param nonce in hexadecimal digits
 */
public record Person(long ticket, String nonce) {
    private static final int TICKET = 4;
    private static final int NONCE = 10;
    private static final int NONCE_BYTES = 4;

    /** Reads an id without its key, which only the system's own proofs have business with. */
    public static Person of(String sessionId) {
        var bytes = Base64.getUrlDecoder().decode(sessionId);
        var id = ByteBuffer.wrap(bytes);
        var ticket = Short.toUnsignedLong(id.getShort(TICKET)) << Integer.SIZE
                | Integer.toUnsignedLong(id.getInt(TICKET + Short.BYTES));
        return new Person(ticket, HexFormat.of().formatHex(bytes, NONCE, NONCE + NONCE_BYTES));
    }

    @Override
    public String toString() {
        return "ticket " + ticket + " (" + nonce + ")";
    }
}
