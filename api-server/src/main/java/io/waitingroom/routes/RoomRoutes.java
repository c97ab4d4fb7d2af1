package io.waitingroom.routes;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.waitingroom.http.Json;
import io.waitingroom.http.Problem;
import io.waitingroom.http.ProblemException;
import io.waitingroom.room.EstimateAccuracy;
import io.waitingroom.status.CachedRoom;
import io.waitingroom.status.RoomCache;
import io.waitingroom.status.Sessions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What everybody may know of a room. */
public final class RoomRoutes {
    private final Sessions sessions;
    private final RoomCache cache;

    public RoomRoutes(Sessions sessions, RoomCache cache) {
        this.sessions = sessions;
        this.cache = cache;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/waiting-room/rooms/{eventId}", this::show);
    }

    /**
     * A room in numbers.
     *
     * @param state open, closed or stalled
     * @param admissionsPerMinute about the last minute
     */
    record Room(
            String eventId,
            String state,
            long capacity,
            long active,
            long waiting,
            long joins,
            long activations,
            long left,
            long expired,
            long noShows,
            double admissionsPerMinute,
            Estimates estimates,
            String asOf) {}

    /**
     * How past estimates of waits turned out.
     *
     * @param judged how many there were
     * @param insideShare of those whose wait was inside the range that was told; null where there were none
     * @param medianError of the last 200: by how much the middle of the range was too long, as a part of the wait
     */
    record Estimates(long judged, Double insideShare, Double medianError) {
        static Estimates of(EstimateAccuracy past) {
            return past.judged() == 0
                    ? new Estimates(0, null, null)
                    : new Estimates(
                            past.judged(), rounded(past.insideShare().orElseThrow()), rounded(past.medianError()));
        }
    }

    private void show(Context ctx) {
        var eventId = ctx.pathParam("eventId");
        if (!eventId.equals(JoinRequest.DEFAULT_EVENT)) {
            throw new ProblemException(Problem.of(404, "There is no such event."));
        }
        ctx.future(() -> cache.current()
                .orTimeout(Sessions.LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(room -> Json.respond(
                        ctx.contentType(Json.MEDIA_TYPE),
                        of(
                                eventId,
                                room.orElseThrow(() -> new ProblemException(
                                        Problem.of(404, "Nobody has come to this event yet.")))))));
    }

    private Room of(String eventId, CachedRoom seen) {
        var figures = seen.snapshot().figures();
        return new Room(
                eventId,
                seen.state().name().toLowerCase(Locale.ROOT),
                figures.capacity(),
                figures.active(),
                figures.waiting(),
                figures.joins(),
                figures.activations(),
                figures.left(),
                figures.expired(),
                figures.noShows(),
                rounded(figures.averages().admissionsPerMinute()),
                Estimates.of(figures.estimates()),
                sessions.asOf(seen));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
