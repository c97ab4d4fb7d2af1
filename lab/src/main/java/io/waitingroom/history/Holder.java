package io.waitingroom.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Identifies the holder of a session, in session ids and in the audit trail. The nonce tells two holders of the same
 * ticket apart, which exist where Redis lost the first one.
 *
 * @param nonce in hexadecimal digits
 */
public record Holder(long ticket, String nonce) {
    private static final int TICKET_OFFSET = 4;
    private static final int NONCE_OFFSET = 10;
    private static final int NONCE_BYTES = 4;

    /** Reads a session id without checking its signature. Only the system's own tests may do that. */
    public static Holder of(String sessionId) {
        var bytes = Base64.getUrlDecoder().decode(sessionId);
        var id = ByteBuffer.wrap(bytes);
        var ticket = Short.toUnsignedLong(id.getShort(TICKET_OFFSET)) << Integer.SIZE
                | Integer.toUnsignedLong(id.getInt(TICKET_OFFSET + Short.BYTES));
        return new Holder(ticket, HexFormat.of().formatHex(bytes, NONCE_OFFSET, NONCE_OFFSET + NONCE_BYTES));
    }

    @Override
    public String toString() {
        return "ticket " + ticket + " (" + nonce + ")";
    }
}
