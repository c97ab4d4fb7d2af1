package io.waitingroom.history;

/**
 * One request of a client, as the client saw it.
 *
 * @param kind what was asked for
 * @param session the id that it was asked for; for a join its Idempotency-Key, or empty where it had none
 * @param asOf of the earlier answer whose token it sent back; {@link #NONE} where it sent nothing
 * @param start when it was sent, in nanoseconds of the recorder's monotonic clock
 * @param end when the answer was read or given up
 */
public record Call(Kind kind, String session, long asOf, long start, long end, Answer answer) {
    /** Where there is no {@code asOf}. */
    public static final long NONE = -1;

    /** What can be asked for. */
    public enum Kind {
        JOIN,
        POLL,
        HEARTBEAT,
        LEAVE
    }

    /** What came back. */
    public sealed interface Answer {}

    /**
     * An answer of the API.
     *
     * @param status of HTTP
     * @param session the id that the answer names, or empty
     * @param state the session's state that it names, or empty
     * @param heartbeatAfter seconds until the next heartbeat, as told; 0 where nothing was told
     * @param position in the queue, 1 is next; 0 where none was told
     * @param asOf how many changes of state the room had seen; {@link #NONE} where nothing was told
     * @param token what told that, to be sent back; or empty
     * @param retryAfter seconds until one may try again, as told by a refusal; 0 where nothing was told
     */
    public record Answered(
            int status,
            String session,
            String state,
            double heartbeatAfter,
            long position,
            long asOf,
            String token,
            long retryAfter)
            implements Answer {
        /** An answer that is no refusal, and that nobody sends back. */
        public Answered(int status, String session, String state, double heartbeatAfter, long position, long asOf) {
            this(status, session, state, heartbeatAfter, position, asOf, "", 0);
        }

        /** An answer that tells of no place and no moment. */
        public Answered(int status, String session, String state, double heartbeatAfter) {
            this(status, session, state, heartbeatAfter, 0, NONE);
        }
    }

    /** No answer: the request may have been carried out, or may still be. */
    public record Unknown(String why) implements Answer {}

    /** The request never left the client, whose own machine held it up: no server knows of it. */
    public record Unsent(String why) implements Answer {}

    @Override
    public String toString() {
        var sent = asOf == NONE ? "" : " as of " + asOf;
        return "%.3f-%.3f s %s %s%s -> %s".formatted(start / 1e9, end / 1e9, kind, session, sent, answer);
    }
}
