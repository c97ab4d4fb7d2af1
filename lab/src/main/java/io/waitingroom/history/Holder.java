package io.waitingroom.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The identity of a session's holder. Session ids contain this identity, and so does the audit trail. A ticket has two holders
 * if Redis lost the first one. The nonce distinguishes the two.
 *
 * @param ticket the number of the session's ticket
 * @param nonce the nonce in hexadecimal digits
 */
public record Holder(long ticket, String nonce) {
    private static final int TICKET_OFFSET = 4;
    private static final int NONCE_OFFSET = 10;
    private static final int NONCE_BYTES = 4;

    /**
     * Returns the holder that a session id names, without a check of the id's signature. Only the system's own tests may omit
     * that check.
     */
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
