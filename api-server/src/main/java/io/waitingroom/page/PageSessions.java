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

/** What the page asks of the room for browsers without scripts. An id that is none is a place that is lost. */
final class PageSessions {
    private static final int MOST_COOKIES = 8;

    private final Sessions sessions;
    private final Joins joins;
    private final StatusPermits permitting;

    PageSessions(Sessions sessions, Joins joins, StatusPermits permitting) {
        this.sessions = sessions;
        this.joins = joins;
        this.permitting = permitting;
    }

    /** What a browser holds its place by: of several cookies the first that can be one of ours. */
    Optional<String> held(Context ctx) {
        return Cookies.sessions(ctx)
                .limit(MOST_COOKIES)
                .filter(text -> sessions.read(text).isPresent())
                .findFirst()
                .or(() -> Cookies.sessions(ctx).findFirst());
    }

    /** What the new place is held by. */
    CompletableFuture<String> join(IdempotencyKey key) {
        return joins.join(Optional.of(key)).thenApply(Joins.Joined::id);
    }

    /** Renews the deadline of one that waits. Anybody else is only looked at: a heartbeat would claim the slot. */
    CompletableFuture<Optional<SessionStatus>> visit(String text, String asOf) {
        var id = sessions.read(text);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // What is remembered of it may be a moment old, and the heartbeat would claim what was granted in that moment.
        return sessions.lookUncached(id.get())
                .thenCompose(found -> found.filter(standing -> standing.state() == SessionState.WAITING)
                        .map(standing -> sessions.heartbeat(id.get(), AsOfCodec.later(asOf, standing.asOf())))
                        .orElseGet(() -> CompletableFuture.completedFuture(found)));
    }

    /** Takes the slot, if there is one for them, with a permit that proves it. */
    CompletableFuture<Optional<SessionStatus>> claim(String text, String asOf, Binding binding, Freshness freshness) {
        return sessions.read(text)
                .map(id -> permitting.addTo(id, binding, freshness, sessions.heartbeat(id, asOf)))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    /** Tells as of when the session has ended, if there is one. */
    CompletableFuture<Optional<String>> leave(String text) {
        return sessions.read(text)
                .map(sessions::leave)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }
}
