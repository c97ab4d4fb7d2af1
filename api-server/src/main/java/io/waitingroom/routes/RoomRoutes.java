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

/** Serves the figures of a room, which are public. */
public final class RoomRoutes {
    private final Sessions sessions;
    private final RoomCache cache;

    public RoomRoutes(Sessions sessions, RoomCache cache) {
        this.sessions = sessions;
        this.cache = cache;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/waiting-room/rooms/{eventId}", this::sendRoom);
    }

    /**
     * The figures of a room.
     *
     * @param state open, closed or stalled
     * @param admissionsPerMinute the average number of admissions per minute, over about the last minute
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
     * The accuracy of past estimates of waits.
     *
     * @param judged the number of estimates that were compared with the actual wait
     * @param insideShare the share of estimates whose range contained the actual wait; null if there were no estimates
     * @param medianError the median error of the last 200 estimates; null if there were no estimates. The error is the middle
     *     of the estimated range minus the actual wait, as a share of the actual wait
     */
    record Estimates(long judged, Double insideShare, Double medianError) {
        static Estimates of(EstimateAccuracy accuracy) {
            return accuracy.judged() == 0
                    ? new Estimates(0, null, null)
                    : new Estimates(
                            accuracy.judged(),
                            rounded(accuracy.insideShare().orElseThrow()),
                            rounded(accuracy.medianError()));
        }
    }

    private void sendRoom(Context ctx) {
        var eventId = ctx.pathParam("eventId");
        if (!eventId.equals(JoinRequest.DEFAULT_EVENT)) {
            throw new ProblemException(Problem.of(404, "There is no such event."));
        }
        ctx.future(() -> cache.current()
                .orTimeout(Sessions.TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .thenAccept(room -> Json.respond(
                        ctx.contentType(Json.MEDIA_TYPE),
                        figures(
                                eventId,
                                room.orElseThrow(() -> new ProblemException(
                                        Problem.of(404, "Nobody has come to this event yet.")))))));
    }

    private Room figures(String eventId, CachedRoom room) {
        var figures = room.snapshot().figures();
        return new Room(
                eventId,
                room.state().name().toLowerCase(Locale.ROOT),
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
                sessions.asOf(room));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
