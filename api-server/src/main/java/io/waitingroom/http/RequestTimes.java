package io.waitingroom.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Records the durations of requests, with a separate timer for each method, route and status. Caches the timers, because finding a timer
 * costs more than recording a duration.
 */
final class RequestTimes {
    private record Kind(String method, String route, int status) {}

    private final MeterRegistry metrics;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimes(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Records the duration of a request that has been answered.
     *
     * @param millis the duration of the request, in ms
     */
    void record(Context ctx, float millis) {
        timers.computeIfAbsent(new Kind(ctx.method().name(), ProblemHandlers.route(ctx), ctx.statusCode()), this::timer)
                .record((long) (millis * 1000), TimeUnit.MICROSECONDS);
    }

    private Timer timer(Kind kind) {
        return metrics.timer(
                "waitingroom.http.requests",
                "method",
                kind.method,
                "route",
                kind.route,
                "status",
                Integer.toString(kind.status));
    }
}
