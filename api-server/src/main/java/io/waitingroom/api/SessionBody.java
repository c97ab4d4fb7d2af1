package io.waitingroom.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SessionView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** The bodies that tell a client of its session. */
final class SessionBody {
    private SessionBody() {}

    /** The answer to a join. Both ids are the same: the second is the name by which integrators know it. */
    record Joined(String sessionId, String waitingRoomSessionId, String eventId, SessionState status) {
        Joined(String id, String eventId, SessionState status) {
            this(id, id, eventId, status);
        }
    }

    /**
     * The answer to a look or a heartbeat.
     *
     * @param heartbeatAfterSeconds how long to wait before the next heartbeat; absent for a session that has ended
     * @param expiresInSeconds until the session's deadline, if no heartbeat comes; absent likewise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(
            String sessionId,
            String eventId,
            SessionState status,
            Number heartbeatAfterSeconds,
            Number expiresInSeconds) {

        static Seen of(String id, String eventId, SessionView view) {
            return view.state().isFinal()
                    ? new Seen(id, eventId, view.state(), null, null)
                    : new Seen(id, eventId, view.state(), seconds(view.heartbeatAfter()), seconds(view.remaining()));
        }

        // Whole seconds, except where that would make nothing of a short time.
        private static Number seconds(Duration duration) {
            return duration.toSeconds() >= 10
                    ? (Number) duration.toSeconds()
                    : BigDecimal.valueOf(duration.toMillis(), 3)
                            .setScale(1, RoundingMode.DOWN)
                            .stripTrailingZeros();
        }
    }
}
