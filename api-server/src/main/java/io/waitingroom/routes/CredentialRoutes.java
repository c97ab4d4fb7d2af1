package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.http.ProblemException;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.permit.PermitCookie;
import io.waitingroom.routes.Credentials.ProvenSession;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Serves heartbeat and leave requests from clients that may not know the session's id, but have a credential that proves the
 * session. Pages of the protected service send heartbeats, so that a visitor who is busy there keeps the slot. The protected
 * service itself sends a leave request when the visitor is done.
 */
public final class CredentialRoutes {
    private final Sessions sessions;
    private final Credentials credentials;
    private final StatusPermits statusPermits;
    private final Function<Context, Binding> bindings;
    private final PermitCookie permitCookie;

    public CredentialRoutes(
            Sessions sessions,
            Credentials credentials,
            StatusPermits statusPermits,
            Function<Context, Binding> bindings,
            PermitCookie permitCookie) {
        this.sessions = sessions;
        this.credentials = credentials;
        this.statusPermits = statusPermits;
        this.bindings = bindings;
        this.permitCookie = permitCookie;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(SessionPath.BASE + ":heartbeat", this::heartbeat);
        routes.post(SessionPath.BASE + ":leave", this::leave);
    }

    private void heartbeat(Context ctx) {
        var binding = bindings.apply(ctx);
        var result = firstProven(ctx)
                .thenCompose(proven -> statusPermits
                        .addTo(
                                proven.session(),
                                binding,
                                Freshness.RENEWAL,
                                SessionRoutes.conflictIfEnded(sessions.heartbeat(proven.session(), AsOfCodec.NONE)))
                        .thenApply(status -> new Heartbeat(proven, status)));
        AsyncResponse.respond(ctx, result, heartbeat -> sendStatus(ctx, heartbeat));
    }

    private record Heartbeat(ProvenSession proven, Optional<SessionStatus> status) {}

    private void sendStatus(Context ctx, Heartbeat heartbeat) {
        var status = heartbeat.status.orElseThrow(SessionPath::noSuchSession);
        var proven = heartbeat.proven;
        if (proven.byCookie()) {
            status.permit().ifPresent(permit -> permitCookie.set(ctx, permit));
        }
        SessionRoutes.sendStatus(ctx, proven.byPermit() ? null : proven.text(), status);
    }

    private void leave(Context ctx) {
        var result = firstProven(ctx).thenCompose(proven -> sessions.leave(proven.session()));
        AsyncResponse.respond(ctx, result, asOf -> {
            permitCookie.clear(ctx);
            SessionRoutes.sendLeft(ctx, asOf);
        });
    }

    private CompletableFuture<ProvenSession> firstProven(Context ctx) {
        return credentials
                .proven(ctx)
                .thenApply(all -> all.stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(VerifyRoutes.unauthorized(ctx, credentials.isAnyPresent(ctx)))));
    }
}
