package io.waitingroom.session;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which session of which room. Its holder knows it only as the signed text that {@link SessionIds} makes of it.
 *
 * @param incarnation tells this room from an earlier one under the same name
 * @param ticket the session's place number, from 1; a place, never a credential
 * @param nonce random; the session's record keeps it too, so that a ticket given out again after a loss of data
 *     does not hand one person another's session
 */
public record SessionId(int incarnation, long ticket, int nonce) {
    /** The largest ticket that fits into an id. */
    public static final long MAX_TICKET = (1L << 48) - 1;

    /** How many bytes name a session. */
    static final int SIZE = 14;

    private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9_-]{19}");

    /** @throws IllegalArgumentException if the ticket is not between 1 and {@link #MAX_TICKET} */
    public SessionId {
        if (ticket < 1 || ticket > MAX_TICKET) {
            throw new IllegalArgumentException("no such ticket: " + ticket);
        }
    }

    /**
     * A text that names the session to whoever is told of it, such as a protected service, and proves nothing: base64url
     * of incarnation, ticket and nonce, 19 characters.
     */
    public String subject() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    /** The session that a {@link #subject} names; empty where the text is none. */
    public static Optional<SessionId> ofSubject(String text) {
        if (!SUBJECT.matcher(text).matches()) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        return ticket(bytes) == 0 ? Optional.empty() : Optional.of(of(bytes));
    }

    /** Incarnation (4 bytes), ticket (6), nonce (4). */
    byte[] bytes() {
        return ByteBuffer.allocate(SIZE)
                .putInt(incarnation)
                .putShort((short) (ticket >>> 32))
                .putInt((int) ticket)
                .putInt(nonce)
                .array();
    }

    /** What {@link #bytes} made. @throws IllegalArgumentException if that is no session's */
    static SessionId of(ByteBuffer bytes) {
        return new SessionId(bytes.getInt(0), ticket(bytes), bytes.getInt(10));
    }

    private static long ticket(ByteBuffer bytes) {
        return Short.toUnsignedLong(bytes.getShort(4)) << 32 | Integer.toUnsignedLong(bytes.getInt(6));
    }

    /** Names the session in logs without giving away what its holder could be impersonated with. */
    @Override
    public String toString() {
        return "ticket " + ticket;
    }
}
