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

/**
 * Calls the room on behalf of browsers without scripts. If a session id is invalid, the session is treated as lost, which is
 * not an error.
 */
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

    /**
     * Returns the session id that the browser holds. If the browser sends several session cookies, returns the first valid id.
     * If no id is valid, returns the first id.
     */
    Optional<String> held(Context ctx) {
        return Cookies.sessions(ctx)
                .limit(MAX_COOKIES)
                .filter(text -> sessions.read(text).isPresent())
                .findFirst()
                .or(() -> Cookies.sessions(ctx).findFirst());
    }

    /** Joins the queue and returns the session id. */
    CompletableFuture<String> join(IdempotencyKey key) {
        return joins.join(Optional.of(key)).thenApply(Joins.Joined::id);
    }

    /**
     * Returns the session's status. If the session is WAITING, sends a heartbeat to renew the session's deadline. If the
     * session is ACTIVE, sends no heartbeat, because a heartbeat would claim the slot.
     *
     * @param text the session id as the browser sent it
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

    /**
     * Sends a heartbeat, which claims the slot of an ACTIVE session. Returns the session's status, with a permit if the session
     * is ACTIVE.
     *
     * @param text the session id as the browser sent it
     */
    CompletableFuture<Optional<SessionStatus>> claim(String text, String asOf, Binding binding, Freshness freshness) {
        return sessions.read(text)
                .map(id -> permits.addTo(id, binding, freshness, sessions.heartbeat(id, asOf)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /**
     * Ends the session. Returns the {@code asOf} text of the moment at which the session ended; empty if there is no such
     * session.
     *
     * @param text the session id as the browser sent it
     */
    CompletableFuture<Optional<String>> leave(String text) {
        return sessions.read(text)
                .map(sessions::leave)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }
}
