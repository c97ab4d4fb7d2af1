package io.waitingroom.session;

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

    /** @throws IllegalArgumentException if the ticket is not between 1 and {@link #MAX_TICKET} */
    public SessionId {
        if (ticket < 1 || ticket > MAX_TICKET) {
            throw new IllegalArgumentException("no such ticket: " + ticket);
        }
    }

    /** Names the session in logs without giving away what its holder could be impersonated with. */
    @Override
    public String toString() {
        return "ticket " + ticket;
    }
}
