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
 * The room as metrics. Every granter, leading or not, shows the same room: aggregate by max, not by sum. Before the
 * room was seen for the first time its figures are missing, not 0: counters that jump would look like a rush.
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

    void saw(RoomFigures newest) {
        var first = figures == null;
        figures = newest;
        if (first) {
            registerRoom();
        }
    }

    private void registerRoom() {
        gauge("waitingroom.waiting", "Sessions that are WAITING", RoomFigures::waiting);
        gauge("waitingroom.active", "Sessions that are ACTIVE", RoomFigures::active);
        gauge("waitingroom.capacity", "Most sessions that may be ACTIVE", RoomFigures::capacity);
        gauge(
                "waitingroom.api.servers",
                "API servers that can answer people; while there are none, room time and grants stand still",
                f -> f.apiServers() < 0 ? Double.NaN : f.apiServers());
        gauge("waitingroom.epoch", "Epoch of the newest leader", RoomFigures::epoch);
        gauge(
                "waitingroom.admissions.per.minute",
                "Activations per minute of room time, of about the last minute",
                f -> f.averages().admissionsPerMinute());
        gauge(
                "waitingroom.last.grant.age.seconds",
                "Room time since the last activation",
                f -> (f.now() - f.lastGrant()) / 1000.0);
        counter("waitingroom.joins", "Sessions ever made", RoomFigures::joins);
        counter("waitingroom.activations", "Sessions ever activated", RoomFigures::activations);
        counter("waitingroom.left", "Sessions ended by their holders", RoomFigures::left);
        counter("waitingroom.expired", "Sessions ended by their deadlines", RoomFigures::expired);
        counter("waitingroom.no.shows", "Expired ACTIVE sessions that never sent a heartbeat", RoomFigures::noShows);
        counter(
                "waitingroom.estimates.judged",
                "Estimated waits of places in line that have had their turn",
                f -> f.estimates().judged());
        counter(
                "waitingroom.estimates.inside",
                "Of those, the ones whose wait was inside the estimated range",
                f -> f.estimates().inside());
        gauge(
                "waitingroom.estimate.error.ratio",
                "Median of the last 200: by how much the middle of the range was longer than the wait, as a part of it",
                f -> f.estimates().medianError());
        counter("waitingroom.takeovers", "How often a granter began to lead", RoomFigures::takeovers);
    }

    void waited(Duration wait) {
        waits.record(wait);
    }

    void leads(boolean now) {
        leads = now;
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
