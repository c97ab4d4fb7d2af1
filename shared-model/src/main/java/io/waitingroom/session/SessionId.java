package io.waitingroom.session;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a session within its room. The holder knows it only as the signed text that {@link SessionIds}
 * writes.
 *
 * @param incarnation distinguishes this room from an earlier one with the same name
 * @param ticket the session's number in the order of joins, from 1; it gives a place, and is never a credential
 * @param nonce random, also stored in the session's record. After a loss of data a ticket may be issued again; the
 *     nonce keeps its earlier holder from getting the new holder's session
 */
public record SessionId(int incarnation, long ticket, int nonce) {
    /** The largest ticket that fits into an id. */
    public static final long MAX_TICKET = (1L << 48) - 1;

    /** The number of bytes of an encoded id. */
    static final int SIZE = 14;

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{19}");

    /** @throws IllegalArgumentException if the ticket is not between 1 and {@link #MAX_TICKET} */
    public SessionId {
        if (ticket < 1 || ticket > MAX_TICKET) {
            throw new IllegalArgumentException("no such ticket: " + ticket);
        }
    }

    /**
     * Returns a text that identifies the session to third parties, such as a protected service, and proves nothing. It
     * is base64url of incarnation, ticket and nonce: 19 characters.
     */
    public String subject() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** Decodes a {@link #subject}. Returns empty if the text is not a valid one. */
    public static Optional<SessionId> ofSubject(String text) {
        if (!SUBJECT.matcher(text).matches()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return ticket(bytes) == 0 ? Optional.empty() : Optional.of(of(bytes));
    }

    /** Encodes the id: incarnation (4 bytes), ticket (6), nonce (4). */
    byte[] bytes() {
        return ByteBuffer.allocate(SIZE)
                .putInt(incarnation)
                .putShort((short) (ticket >>> 32))
                .putInt((int) ticket)
                .putInt(nonce)
                .array();
    }

    /**
     * Decodes {@link #bytes}.
     *
     * @throws IllegalArgumentException if the ticket is not valid
     */
    static SessionId of(ByteBuffer bytes) {
        return new SessionId(bytes.getInt(0), ticket(bytes), bytes.getInt(10));
    }

    private static long ticket(ByteBuffer bytes) {
        return Short.toUnsignedLong(bytes.getShort(4)) << 32 | Integer.toUnsignedLong(bytes.getInt(6));
    }

    /** Identifies the session in logs by its ticket only: the full id would allow others to impersonate the holder. */
    @Override
    public String toString() {
        return "ticket " + ticket;
    }
}
