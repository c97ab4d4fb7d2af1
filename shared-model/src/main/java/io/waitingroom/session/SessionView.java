package io.waitingroom.session;

import java.time.Duration;

/**
 * What a session's holder is told of it.
 *
 * @param state as of now: a session whose deadline has passed is EXPIRED, whether or not it was swept yet
 * @param remaining room time to the deadline; zero for a session that has ended
 * @param timeToLive what a heartbeat is to arrive within, again and again; zero for a session that has ended
 * @param asOf how many changes of state the room had seen by then; of two views of a room the one with more is newer
 */
public record SessionView(SessionState state, Duration remaining, Duration timeToLive, long asOf) {
    private static final int HEARTBEATS_PER_TTL = 3;

    /** How long to wait before the next heartbeat: two may get lost before the session expires. */
    public Duration heartbeatAfter() {
        return heartbeatAfter(timeToLive);
    }

    /** The same of any session that lives for so long. */
    public static Duration heartbeatAfter(Duration timeToLive) {
        return timeToLive.dividedBy(HEARTBEATS_PER_TTL);
    }
}
