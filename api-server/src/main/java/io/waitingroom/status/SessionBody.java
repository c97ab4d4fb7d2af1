package io.waitingroom.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waitingroom.permit.Permit;
import io.waitingroom.position.WaitRange;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.SessionStatus.Place;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** The bodies that tell a client of its session. */
public final class SessionBody {
    private SessionBody() {}

    /** The answer to a join. Both ids are the same: the second is the name by which integrators know it. */
    public record Joined(String sessionId, String waitingRoomSessionId, String eventId, SessionState status) {
        public Joined(String id, String eventId, SessionState status) {
            this(id, id, eventId, status);
        }
    }

    /**
     * A view of a session that waits.
     *
     * @param sessionId absent for whoever proved the session by a permit
     * @param position 1 is next
     * @param estimatedWait null where there is nothing to base it on
     * @param pollAfterSeconds when to ask again
     * @param room whether the room admits people: open, closed or stalled
     * @param heartbeatAfterSeconds how long to wait before the next heartbeat
     * @param expiresInSeconds until the session's deadline, if no heartbeat comes; absent where the session was only
     *     looked at
     * @param asOf opaque; to be sent back with the next request: no answer to that is older
     */
    record Waiting(
            @JsonInclude(JsonInclude.Include.NON_NULL) String sessionId,
            String eventId,
            SessionState status,
            long position,
            WaitRange estimatedWait,
            Number pollAfterSeconds,
            String room,
            Number heartbeatAfterSeconds,
            @JsonInclude(JsonInclude.Include.NON_NULL) Number expiresInSeconds,
            String asOf) {}

    /**
     * A view of a session that does not wait: as {@link Waiting}, and without the times once it has ended.
     *
     * @param permit of a session that is ACTIVE
     * @param permitExpiresInSeconds how long that is good; another one is to be had before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Settled(
            String sessionId,
            String eventId,
            SessionState status,
            Number heartbeatAfterSeconds,
            Number expiresInSeconds,
            String permit,
            Number permitExpiresInSeconds,
            String asOf) {}

    /** The view of a session that stands so. */
    public static Object of(String id, String eventId, SessionStatus now) {
        var heartbeat = now.heartbeatAfter().map(SessionBody::seconds).orElse(null);
        var remaining = now.remaining().map(SessionBody::seconds).orElse(null);
        return now.place()
                .<Object>map(place -> waiting(id, eventId, now, place, heartbeat, remaining))
                .orElseGet(() -> new Settled(
                        id,
                        eventId,
                        now.state(),
                        heartbeat,
                        remaining,
                        now.permit().map(Permit::text).orElse(null),
                        now.permit().map(permit -> seconds(permit.remaining())).orElse(null),
                        now.asOf()));
    }

    private static Waiting waiting(
            String id, String eventId, SessionStatus now, Place place, Number heartbeat, Number remaining) {
        return new Waiting(
                id,
                eventId,
                now.state(),
                place.position(),
                place.estimate().orElse(null),
                seconds(place.pollAfter()),
                place.room().name().toLowerCase(Locale.ROOT),
                heartbeat,
                remaining,
                now.asOf());
    }

    // Whole seconds, except where that would make nothing of a short time.
    private static Number seconds(Duration duration) {
        return duration.toSeconds() >= 10
                ? (Number) duration.toSeconds()
                : BigDecimal.valueOf(duration.toMillis(), 3)
                        .setScale(duration.toMillis() >= 100 ? 1 : 3, RoundingMode.DOWN)
                        .stripTrailingZeros();
    }
}
