package io.waitingroom.history;

/**
 * A request of a client and its response, as the client saw them.
 *
 * @param kind the operation
 * @param session the session id; for a join its Idempotency-Key, or empty where it had none
 * @param asOf the {@code asOf} of the earlier answer whose token the client sent back; {@link #NONE} where it sent none
 * @param start when the request was sent, in nanoseconds of the recorder's monotonic clock
 * @param end when the response was read, or when the client gave up
 */
public record Call(Kind kind, String session, long asOf, long start, long end, Answer answer) {
    /** Stands for a missing {@code asOf}. */
    public static final long NONE = -1;

    /** The operations of a client. */
    public enum Kind {
        JOIN,
        POLL,
        HEARTBEAT,
        LEAVE
    }

    /** The result of a request. */
    public sealed interface Answer {}

    /**
     * A response of the API.
     *
     * @param status the HTTP status
     * @param session the session id in the response, or empty
     * @param state the session's state in the response, or empty
     * @param heartbeatAfter seconds until the next heartbeat is due; 0 where the response does not say
     * @param position the position in the queue, 1 is next; 0 where the response has none
     * @param asOf the room's number of state changes that the response is based on; {@link #NONE} where it has none
     * @param token the text form of {@code asOf} that the client may send back; or empty
     * @param retryAfter seconds until a retry of a refused request; 0 where the response does not say
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
        /** Creates a response that is no refusal and has no token. */
        public Answered(int status, String session, String state, double heartbeatAfter, long position, long asOf) {
            this(status, session, state, heartbeatAfter, position, asOf, "", 0);
        }

        /** Creates a response without a position and without {@code asOf}. */
        public Answered(int status, String session, String state, double heartbeatAfter) {
            this(status, session, state, heartbeatAfter, 0, NONE);
        }
    }

    /** A missing response: the request may have been carried out, or may still be. */
    public record Unknown(String why) implements Answer {}

    /** A request that never left the client, because the client's own machine delayed it: no server knows of it. */
    public record Unsent(String why) implements Answer {}

    @Override
    public String toString() {
        var known = asOf == NONE ? "" : " as of " + asOf;
        return "%.3f-%.3f s %s %s%s -> %s".formatted(start / 1e9, end / 1e9, kind, session, known, answer);
    }
}
