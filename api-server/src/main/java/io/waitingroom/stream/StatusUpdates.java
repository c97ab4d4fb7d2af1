package io.waitingroom.stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.waitingroom.permit.Freshness;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the status of each subscriber's session, sends the status to the subscriber if it has changed, and renews the session's deadline.
 */
final class StatusUpdates {
    private static final int MAX_CACHED_HEARTBEATS = 200_000;

    private final Sessions sessions;
    private final StatusPermits permits;
    /**
     * The time of the last heartbeat that this server sent for each session. An entry stays after the streams of the session have ended, so
     * that a reconnect causes no additional heartbeat.
     */
    private final Cache<SessionId, Long> heartbeats = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .maximumSize(MAX_CACHED_HEARTBEATS)
            .build();

    StatusUpdates(Sessions sessions, StatusPermits permits) {
        this.sessions = sessions;
        this.permits = permits;
    }

    /**
     * Reads the status of the subscriber's session, and sends the status if it has changed. Does nothing if a read is already running, or
     * if the last read was too recent.
     */
    void refresh(Subscriber subscriber, long now) {
        if (subscriber.tryStartRefresh(now)) {
            var asOf = subscriber.asOf();
            permits.addTo(subscriber.id, subscriber.binding, Freshness.LOOK, sessions.look(subscriber.id, asOf))
                    .whenComplete((found, error) -> refreshed(subscriber, asOf, found, error));
        }
    }

    private static void refreshed(
            Subscriber subscriber, String asOfBefore, Optional<SessionStatus> found, Throwable error) {
        if (error != null) {
            subscriber.refreshFailed();
        } else {
            found.ifPresentOrElse(status -> subscriber.update(status, asOfBefore), subscriber.stream::end);
        }
    }

    /**
     * Renews the deadline of the subscriber's session if a heartbeat is due. A session gets one heartbeat in each heartbeat interval,
     * even if it has several streams.
     */
    void heartbeatIfDue(Subscriber subscriber) {
        var interval = subscriber.cadence().toNanos();
        var now = System.nanoTime();
        var last = heartbeats.getIfPresent(subscriber.id);
        if (interval == 0 || last != null && now - last < interval) {
            return;
        }
        heartbeats.put(subscriber.id, now);
        var asOf = subscriber.asOf();
        permits.addTo(subscriber.id, subscriber.binding, Freshness.LOOK, sessions.keepAlive(subscriber.id, asOf))
                .whenComplete((found, error) -> {
                    if (error != null) {
                        heartbeats.invalidate(subscriber.id);
                    }
                    refreshed(subscriber, asOf, found, error);
                });
    }
}
