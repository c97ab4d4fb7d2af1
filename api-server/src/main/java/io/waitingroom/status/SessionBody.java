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

/** The JSON bodies of responses about a session. */
public final class SessionBody {
    private SessionBody() {}

    /**
     * The body of the response to a join. Both ids have the same value. The second name, {@code waitingRoomSessionId}, is the one that
     * integrators know.
     */
    public record Joined(String sessionId, String waitingRoomSessionId, String eventId, SessionState status) {
        public Joined(String id, String eventId, SessionState status) {
            this(id, id, eventId, status);
        }
    }

    /**
     * The view of a WAITING session.
     *
     * @param sessionId the signed id of the session; absent if the client proved the session by a permit instead
     * @param position the position in the queue; 1 is next
     * @param estimatedWait the estimated wait; null if there are no data for an estimate
     * @param pollAfterSeconds the time until the next poll
     * @param room whether the room admits sessions: open, closed or stalled
     * @param heartbeatAfterSeconds the time until the next heartbeat
     * @param expiresInSeconds the time until the session's deadline if no heartbeat comes; absent in the response to a poll
     * @param asOf an opaque text that the client sends with its next request; the status in the response to that request is then not older
     *     than this one
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
     * The view of a session that is not WAITING. The fields have the same meaning as in {@link Waiting}. The times are absent if the
     * session has ended.
     *
     * @param permit the permit of an ACTIVE session
     * @param permitExpiresInSeconds the time until the permit expires; the client should get a new permit before that
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotWaiting(
            String sessionId,
            String eventId,
            SessionState status,
            Number heartbeatAfterSeconds,
            Number expiresInSeconds,
            String permit,
            Number permitExpiresInSeconds,
            String asOf) {}

    /**
     * Returns the view of a session with the given status.
     *
     * @param id the signed id of the session
     */
    public static Object of(String id, String eventId, SessionStatus status) {
        var heartbeat = status.heartbeatAfter().map(SessionBody::seconds).orElse(null);
        var remaining = status.remaining().map(SessionBody::seconds).orElse(null);
        return status.place()
                .<Object>map(place -> waiting(id, eventId, status, place, heartbeat, remaining))
                .orElseGet(() -> new NotWaiting(
                        id,
                        eventId,
                        status.state(),
                        heartbeat,
                        remaining,
                        status.permit().map(Permit::text).orElse(null),
                        status.permit()
                                .map(permit -> seconds(permit.remaining()))
                                .orElse(null),
                        status.asOf()));
    }

    private static Waiting waiting(
            String id, String eventId, SessionStatus status, Place place, Number heartbeat, Number remaining) {
        return new Waiting(
                id,
                eventId,
                status.state(),
                place.position(),
                place.estimate().orElse(null),
                seconds(place.pollAfter()),
                place.room().name().toLowerCase(Locale.ROOT),
                heartbeat,
                remaining,
                status.asOf());
    }

    // Whole seconds from 10 s on. Below that with decimals, so that a short time does not become zero.
    private static Number seconds(Duration duration) {
        return duration.toSeconds() >= 10
                ? (Number) duration.toSeconds()
                : BigDecimal.valueOf(duration.toMillis(), 3)
                        .setScale(duration.toMillis() >= 100 ? 1 : 3, RoundingMode.DOWN)
                        .stripTrailingZeros();
    }
}
