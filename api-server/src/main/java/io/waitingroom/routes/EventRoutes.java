package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.http.ProblemHandlers;
import io.waitingroom.permit.Binding;
import io.waitingroom.permit.Freshness;
import io.waitingroom.session.SessionId;
import io.waitingroom.status.SessionStatus;
import io.waitingroom.status.Sessions;
import io.waitingroom.status.StatusPermits;
import io.waitingroom.stream.EventStream;
import io.waitingroom.stream.EventStreams;
import io.waitingroom.stream.Subscriber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Serves a session's status as a stream of server-sent events (WHATWG HTML, section 9.2). Each event contains the same JSON as
 * the response to a poll of the session's status. If a client reconnects after the session has ended, the response is 204,
 * which makes a browser stop reconnecting.
 */
public final class EventRoutes {
    /**
     * The size of a stream's buffer. The buffer has space for one event with a permit and little more. It must be small,
     * because a stream may hold its buffer for as long as the stream is open.
     */
    private static final int BUFFER_BYTES = 1024;

    private final Sessions sessions;
    private final StatusPermits statusPermits;
    private final Function<Context, Binding> bindings;
    private final EventStreams streams;

    public EventRoutes(
            Sessions sessions, StatusPermits statusPermits, Function<Context, Binding> bindings, EventStreams streams) {
        this.sessions = sessions;
        this.statusPermits = statusPermits;
        this.bindings = bindings;
        this.streams = streams;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(SessionPath.ONE + "/events", this::subscribe);
    }

    private void subscribe(Context ctx) {
        var id = SessionPath.id(ctx, sessions);
        var asOf = SessionPath.asOfLastEvent(ctx);
        var isReconnect = ctx.header("Last-Event-ID") != null;
        if (streams.isFull()) {
            ctx.header("Retry-After", ProblemHandlers.RETRY_AFTER_SECONDS);
            throw new ProblemException(Problem.of(503, "This server has no place for another stream. Poll instead."));
        }
        ctx.req().startAsync().setTimeout(0);
        var binding = bindings.apply(ctx);
        ctx.future(() -> statusPermits
                .addTo(id, binding, Freshness.LOOK, sessions.look(id, asOf))
                .orTimeout(Sessions.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .thenCompose(status -> hasEnded(status) && isReconnect
                        ? sendNoContent(ctx)
                        : streams.subscribe(
                                subscriber(ctx, id, binding, status.orElseThrow(SessionPath::noSuchSession)))));
    }

    private static Subscriber subscriber(Context ctx, SessionId id, Binding binding, SessionStatus status) {
        return new Subscriber(id, ctx.pathParam("id"), binding, openStream(ctx), status);
    }

    private static boolean hasEnded(Optional<SessionStatus> status) {
        return status.map(it -> it.state().isFinal()).orElse(true);
    }

    private static CompletableFuture<Void> sendNoContent(Context ctx) {
        ctx.status(204);
        return CompletableFuture.completedFuture(null);
    }

    private static EventStream openStream(Context ctx) {
        // A proxy that buffers or compresses would hold back events until it has enough of them.
        ctx.contentType("text/event-stream")
                .header("X-Accel-Buffering", "no")
                .header("Cache-Control", "no-store, no-transform");
        ctx.res().setBufferSize(BUFFER_BYTES);
        var request = ServletContextRequest.getServletContextRequest(ctx.req());
        var connection = request.getConnectionMetaData().getConnection().getEndPoint();
        try {
            return new EventStream(
                    ctx.res().getOutputStream(), () -> connection.close(new TimeoutException("slow reader")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
