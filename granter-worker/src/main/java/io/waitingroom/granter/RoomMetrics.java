package io.waitingroom.granter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.waitingroom.room.RoomFigures;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Exports the room's figures as metrics. Every granter, leader or standby, exports the figures of the same room.
 * Therefore aggregate the metrics of several granters by their maximum, not by their sum. Before the first figures
 * arrive, the metrics are missing and not 0. Counters that jump from 0 to their value would look like a rush of
 * visitors.
 */
final class RoomMetrics {
    private static final Duration[] WAIT_BUCKETS = Stream.of(
                    "PT0.1S", "PT1S", "PT5S", "PT15S", "PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT15M", "PT30M",
                    "PT1H", "PT2H")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;
    private final Timer waits;
    private volatile RoomFigures figures;
    private volatile boolean leads;

    RoomMetrics(MeterRegistry registry) {
        this.registry = registry;
        waits = Timer.builder("waitingroom.wait")
                .description("Room time from join to activation, of sessions that this granter activated")
                .serviceLevelObjectives(WAIT_BUCKETS)
                .register(registry);
        Gauge.builder("waitingroom.leader", this, metrics -> metrics.leads ? 1 : 0)
                .description("1 while this granter leads, 0 while it stands by")
                .register(registry);
    }

    void update(RoomFigures newest) {
        var first = figures == null;
        figures = newest;
        if (first) {
            registerRoom();
        }
    }

    private void registerRoom() {
        gauge("waitingroom.waiting", "Sessions that are WAITING", RoomFigures::waiting);
        gauge("waitingroom.active", "Sessions that are ACTIVE", RoomFigures::active);
        gauge("waitingroom.capacity", "Maximum number of ACTIVE sessions", RoomFigures::capacity);
        gauge(
                "waitingroom.api.servers",
                "API servers that can answer clients; while there are none, room time and grants stand still",
                f -> f.apiServers() < 0 ? Double.NaN : f.apiServers());
        gauge("waitingroom.epoch", "Epoch of the newest leader", RoomFigures::epoch);
        gauge(
                "waitingroom.admissions.per.minute",
                "Activations per minute of room time, over about the last minute",
                f -> f.averages().admissionsPerMinute());
        gauge(
                "waitingroom.last.grant.age.seconds",
                "Room time since the last activation",
                f -> (f.now() - f.lastGrant()) / 1000.0);
        counter("waitingroom.joins", "Sessions ever created", RoomFigures::joins);
        counter("waitingroom.activations", "Sessions ever activated", RoomFigures::activations);
        counter("waitingroom.left", "Sessions ended by their holders", RoomFigures::left);
        counter("waitingroom.expired", "Sessions ended by their deadlines", RoomFigures::expired);
        counter("waitingroom.no.shows", "Expired ACTIVE sessions that never sent a heartbeat", RoomFigures::noShows);
        counter(
                "waitingroom.estimates.judged",
                "Wait estimates of places in the queue that have had their turn",
                f -> f.estimates().judged());
        counter(
                "waitingroom.estimates.inside",
                "Wait estimates whose wait was inside the estimated range",
                f -> f.estimates().inside());
        gauge(
                "waitingroom.estimate.error.ratio",
                "Median of the last 200 relative errors of wait estimates: (middle of the range - wait) / wait",
                f -> f.estimates().medianError());
        counter("waitingroom.takeovers", "How often a granter became the leader", RoomFigures::takeovers);
    }

    void recordWait(Duration wait) {
        waits.record(wait);
    }

    void setLeader(boolean leader) {
        leads = leader;
    }

    private void gauge(String name, String description, ToDoubleFunction<RoomFigures> figure) {
        Gauge.builder(name, this, metrics -> figure.applyAsDouble(metrics.figures))
                .description(description)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<RoomFigures> figure) {
        FunctionCounter.builder(name, this, metrics -> figure.applyAsDouble(metrics.figures))
                .description(description)
                .register(registry);
    }
}
