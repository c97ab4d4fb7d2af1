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

/** Reads the status of subscribers' sessions, renews their deadlines, and sends what has changed. */
final class StatusUpdates {
    private static final int MAX_CACHED_HEARTBEATS = 200_000;

    private final Sessions sessions;
    private final StatusPermits permits;
    /** The time of each session's last heartbeat from here. It outlives the streams, so that a reconnect causes no further heartbeat. */
    private final Cache<SessionId, Long> heartbeats = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .maximumSize(MAX_CACHED_HEARTBEATS)
            .build();

    StatusUpdates(Sessions sessions, StatusPermits permits) {
        this.sessions = sessions;
        this.permits = permits;
    }

    /** Reads a session's status, unless that is under way, and sends it if it has changed. */
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

    /** Renews a session's deadline, once per interval for all of the session's streams. */
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
