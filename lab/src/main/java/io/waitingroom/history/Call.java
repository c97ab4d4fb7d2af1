package io.waitingroom.history;

/**
 * A request of a client and its response, as the client saw them.
 *
 * @param kind the operation
 * @param session the session id. For a join, the Idempotency-Key of the join, or empty if it had none
 * @param asOf the number of state changes in the token that the client sent. The token comes from an earlier answer.
 *     {@link #NONE} if the client sent no token
 * @param start the time at which the request was sent, in nanoseconds of the recorder's monotonic clock
 * @param end the time at which the response was read or the client gave up, on the same clock
 * @param answer the result of the request
 */
public record Call(Kind kind, String session, long asOf, long start, long end, Answer answer) {
    /** The value that stands for a missing {@code asOf}. */
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
     * @param heartbeatAfter the number of seconds until the next heartbeat is due; 0 if the response does not contain it
     * @param position the position in the queue, where 1 is next; 0 if the response does not contain it
     * @param asOf the number of state changes that the room had made. The response is based on the room after these changes.
     *     {@link #NONE} if the response does not contain the number
     * @param token the text form of {@code asOf}, which the client may send back; empty if the response does not contain it
     * @param retryAfter the number of seconds after which the client may retry a refused request; 0 if the response does not
     *     contain it
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
        /** Creates a response that is not a refusal and contains no token. */
        public Answered(int status, String session, String state, double heartbeatAfter, long position, long asOf) {
            this(status, session, state, heartbeatAfter, position, asOf, "", 0);
        }

        /** Creates a response without a position and without {@code asOf}. */
        public Answered(int status, String session, String state, double heartbeatAfter) {
            this(status, session, state, heartbeatAfter, 0, NONE);
        }
    }

    /** The result of a request without a response. A server may have carried out the request, or may still do so. */
    public record Unknown(String why) implements Answer {}

    /**
     * The result of a request that never left the client, because the client's own machine delayed it. No server knows of the
     * request.
     */
    public record Unsent(String why) implements Answer {}

    @Override
    public String toString() {
        var known = asOf == NONE ? "" : " as of " + asOf;
        return "%.3f-%.3f s %s %s%s -> %s".formatted(start / 1e9, end / 1e9, kind, session, known, answer);
    }
}
