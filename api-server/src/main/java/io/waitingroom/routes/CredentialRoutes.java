package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.http.ProblemException;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.routes.Credentials.Proven;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Heartbeat and leave for those who do not know the session's id, but can prove the session: pages of the protected service,
 * which keep the slot while somebody is busy there, and the service itself, when its work is done.
 */
public final class CredentialRoutes {
    private final Sessions sessions;
    private final Credentials credentials;
    private final StatusPermits permitting;
    private final Function<Context, Binding> bindings;
    private final PermitCookie permitCookie;

    public CredentialRoutes(
            Sessions sessions,
            Credentials credentials,
            StatusPermits permitting,
            Function<Context, Binding> bindings,
            PermitCookie permitCookie) {
        this.sessions = sessions;
        this.credentials = credentials;
        this.permitting = permitting;
        this.bindings = bindings;
        this.permitCookie = permitCookie;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(SessionPath.BASE + ":heartbeat", this::heartbeat);
        routes.post(SessionPath.BASE + ":leave", this::leave);
    }

    private void heartbeat(Context ctx) {
        var binding = bindings.apply(ctx);
        var step = first(ctx)
                .thenCompose(proven -> permitting
                        .to(
                                proven.session(),
                                binding,
                                Freshness.RENEWAL,
                                SessionRoutes.alive(sessions.heartbeat(proven.session(), AsOfCodec.NONE)))
                        .thenApply(found -> new Answer(proven, found)));
        AsyncResponse.respond(ctx, step, answer -> show(ctx, answer));
    }

    private record Answer(Proven proven, Optional<SessionStatus> found) {}

    private void show(Context ctx, Answer answer) {
        var now = answer.found.orElseThrow(SessionPath::noSuchSession);
        var proven = answer.proven;
        if (proven.byCookie()) {
            now.permit().ifPresent(permit -> permitCookie.set(ctx, permit));
        }
        SessionRoutes.tell(ctx, proven.byPermit() ? null : proven.text(), now);
    }

    private void leave(Context ctx) {
        var step = first(ctx).thenCompose(proven -> sessions.leave(proven.session()));
        AsyncResponse.respond(ctx, step, asOf -> {
            permitCookie.clear(ctx);
            SessionRoutes.tellLeft(ctx, asOf);
        });
    }

    private CompletableFuture<Proven> first(Context ctx) {
        return credentials
                .proven(ctx)
                .thenApply(all -> all.stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(VerifyRoutes.unauthorized(ctx, credentials.isShownAny(ctx)))));
    }
}
