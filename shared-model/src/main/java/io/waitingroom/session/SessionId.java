package io.waitingroom.session;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identity of a session within its room. The holder of the session knows the id only as the signed text that {@link
 * SessionIds} writes.
 *
 * @param incarnation a number that distinguishes this room from an earlier room with the same name
 * @param ticket the number of the session in the order of joins, from 1. It gives the session a place in the queue, and
 *     is never a credential
 * @param nonce a random number, which the session's record also contains. After a loss of data, a ticket may be issued
 *     again. Then the nonce prevents the earlier holder of the ticket from using the session of the new holder
 */
public record SessionId(int incarnation, long ticket, int nonce) {
    /** The largest ticket that fits into an id. */
    public static final long MAX_TICKET = (1L << 48) - 1;

    /** The number of bytes of an encoded id. */
    static final int SIZE = 14;

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{19}");

    /**
     * Checks the ticket.
     *
     * @throws IllegalArgumentException if the ticket is not between 1 and {@link #MAX_TICKET}
     */
    public SessionId {
        if (ticket < 1 || ticket > MAX_TICKET) {
            throw new IllegalArgumentException("no such ticket: " + ticket);
        }
    }

    /**
     * Returns a text that names the session to other parties, such as a protected service. The text does not prove that
     * its sender holds the session. It is base64url of incarnation, ticket and nonce, and has 19 characters.
     */
    public String subject() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** Decodes a {@link #subject}. Returns empty if the text is not a valid subject. */
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
     * Decodes an id that {@link #bytes} has encoded.
     *
     * @throws IllegalArgumentException if the ticket is not valid
     */
    static SessionId of(ByteBuffer bytes) {
        return new SessionId(bytes.getInt(0), ticket(bytes), bytes.getInt(10));
    }

    private static long ticket(ByteBuffer bytes) {
        return Short.toUnsignedLong(bytes.getShort(4)) << 32 | Integer.toUnsignedLong(bytes.getInt(6));
    }

    /**
     * Returns a text for logs, which contains only the ticket. With the full id, readers of a log could impersonate the
     * holder.
     */
    @Override
    public String toString() {
        return "ticket " + ticket;
    }
}
