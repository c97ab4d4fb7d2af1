package io.waitingroom.page;

import io.javalin.http.Context;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.IdempotencyKey;
import io.waitingroom.session.SessionState;
import io.waitingroom.status.Joins;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls the room on behalf of browsers without scripts. An invalid session id counts as a lost session, not as an error. */
final class PageSessions {
    private static final int MAX_COOKIES = 8;

    private final Sessions sessions;
    private final Joins joins;
    private final StatusPermits permits;

    PageSessions(Sessions sessions, Joins joins, StatusPermits permits) {
        this.sessions = sessions;
        this.joins = joins;
        this.permits = permits;
    }

    /** The session id that the browser holds: of several cookies the first with a valid id, or the first at all. */
    Optional<String> held(Context ctx) {
        return Cookies.sessions(ctx)
                .limit(MAX_COOKIES)
                .filter(text -> sessions.read(text).isPresent())
                .findFirst()
                .or(() -> Cookies.sessions(ctx).findFirst());
    }

    /** Joins, and returns the session id. */
    CompletableFuture<String> join(IdempotencyKey key) {
        return joins.join(Optional.of(key)).thenApply(Joins.Joined::id);
    }

    /**
     * Returns the session's status, and renews the deadline of a WAITING session. An ACTIVE session gets no heartbeat, since
     * that would claim its slot.
     */
    CompletableFuture<Optional<SessionStatus>> visit(String text, String asOf) {
        var id = sessions.read(text);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // Asks Redis, since a cached status may be a moment old. If a slot was granted in that moment, the heartbeat
        // would claim it.
        return sessions.lookUncached(id.get())
                .thenCompose(found -> found.filter(status -> status.state() == SessionState.WAITING)
                        .map(status -> sessions.heartbeat(id.get(), AsOfCodec.later(asOf, status.asOf())))
                        .orElseGet(() -> CompletableFuture.completedFuture(found)));
    }

    /** Sends a heartbeat, which claims the slot of an ACTIVE session, and adds a permit to its status. */
    CompletableFuture<Optional<SessionStatus>> claim(String text, String asOf, Binding binding, Freshness freshness) {
        return sessions.read(text)
                .map(id -> permits.addTo(id, binding, freshness, sessions.heartbeat(id, asOf)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Ends the session. Returns the {@code asOf} of its end; empty if there is no such session. */
    CompletableFuture<Optional<String>> leave(String text) {
        return sessions.read(text)
                .map(sessions::leave)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }
}
