package io.waitingroom.http;

import io.javalin.http.Context;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Records the duration of requests by method, route and status. Caches the timers: a look-up costs more than a recording. */
final class RequestTimes {
    private record Kind(String method, String route, int status) {}

    private final MeterRegistry metrics;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimes(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** @param millis duration of the request */
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
