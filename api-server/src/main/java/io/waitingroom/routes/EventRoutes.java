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
 * Following a session: server-sent events (WHATWG HTML, section 9.2), each with the view that a look would give. A client
 * that was cut off and whose session is over meanwhile is answered 204, which tells its browser not to try again.
 */
public final class EventRoutes {
    /** An event with a permit, and little more: it may be kept for as long as the stream is open. */
    private static final int BUFFER_BYTES = 1024;

    private final Sessions sessions;
    private final StatusPermits permitting;
    private final Function<Context, Binding> bindings;
    private final EventStreams streams;

    public EventRoutes(
            Sessions sessions, StatusPermits permitting, Function<Context, Binding> bindings, EventStreams streams) {
        this.sessions = sessions;
        this.permitting = permitting;
        this.bindings = bindings;
        this.streams = streams;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(SessionPath.ONE + "/events", this::follow);
    }

    private void follow(Context ctx) {
        var id = SessionPath.id(ctx, sessions);
        var asOf = SessionPath.asOfLastEvent(ctx);
        var again = ctx.header("Last-Event-ID") != null;
        if (streams.isFull()) {
            ctx.header("Retry-After", ProblemHandlers.RETRY_AFTER_SECONDS);
            throw new ProblemException(Problem.of(503, "This server has no place for another stream. Poll instead."));
        }
        ctx.req().startAsync().setTimeout(0);
        var binding = bindings.apply(ctx);
        ctx.future(() -> permitting
                .to(id, binding, Freshness.LOOK, sessions.look(id, asOf))
                .orTimeout(Sessions.LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .thenCompose(found -> isOver(found) && again
                        ? end(ctx)
                        : streams.subscribe(
                                follower(ctx, id, binding, found.orElseThrow(SessionPath::noSuchSession)))));
    }

    private static Subscriber follower(Context ctx, SessionId id, Binding binding, SessionStatus now) {
        return new Subscriber(id, ctx.pathParam("id"), binding, begin(ctx), now);
    }

    private static boolean isOver(Optional<SessionStatus> found) {
        return found.map(now -> now.state().isFinal()).orElse(true);
    }

    private static CompletableFuture<Void> end(Context ctx) {
        ctx.status(204);
        return CompletableFuture.completedFuture(null);
    }

    private static EventStream begin(Context ctx) {
        // A proxy that compresses holds events back until it has enough of them.
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
