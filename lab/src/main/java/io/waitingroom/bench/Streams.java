package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.session.SessionId;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures many open streams at one API server. The figures are the server's memory and processor time, the time until clients
 * learn that their sessions are ACTIVE, and the time until the server drops clients that never read.
 */
final class Streams implements Measurement {
    private static final double MAX_P99_MILLIS = 500;
    private static final double MAX_SECONDS_TO_DROP = 10;
    private static final int STREAMS_PER_GRANT = 20;
    private static final int NON_READING_CLIENTS = 20;
    private static final long MILLIS_BETWEEN_LEAVES = 10;
    private static final long SETTLE_MILLIS = 2_000;
    private static final long LIMIT_SECONDS = 120;
    private static final double KILOBYTE = 1e3;
    private static final String DROPPED = "waitingroom_http_streams_dropped_total";

    private final List<Row> rows = new ArrayList<>();
    private final Histogram delays = new Histogram(3);

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        var people = context.scale().streams();
        var capacity = people / STREAMS_PER_GRANT;
        try (var system = new LocalSystem(line -> {})) {
            var redis = system.startRedis(Servers.REDIS);
            var port = EmbeddedRedis.freePort();
            // An API server uses at most three quarters of its connections for streams.
            var server = system.startApiServer(port, "--max-connections=" + (people + NON_READING_CLIENTS) * 3 / 2);
            var granter = system.startGranter(List.of("--capacity=" + capacity, "--batch-size=10000000"));
            Servers.awaitReady(server);
            Servers.awaitReady(granter);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                var active = crowd.join(capacity, false);
                Await.until(LIMIT_SECONDS, "the first are ACTIVE", () -> activations(crowd) >= capacity);
                measureStreams(context, server, port, crowd, active);
            }
        }
        return new Findings(rows, List.of(picture(people)));
    }

    private void measureStreams(BenchContext context, Child server, int port, Crowd crowd, List<SessionId> active)
            throws IOException, InterruptedException {
        var people = context.scale().streams();
        var heap = ProcessFigures.liveHeap(server.process());
        var resident = ProcessFigures.resident(server.process());
        try (var clients = new StreamClientsProcess(port, SignedIds.of(crowd, crowd.join(people, false)))) {
            Await.untilPollingSlowly(LIMIT_SECONDS, "all streams are open", clients::areOpen);
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            var share = new ProcessorShare(server.process());
            TimeUnit.MILLISECONDS.sleep(2 * context.scale().load().toMillis());
            var atRest = share.percent();
            var perHeap = (ProcessFigures.liveHeap(server.process()) - heap) / KILOBYTE / people;
            var perResident = (ProcessFigures.resident(server.process()) - resident) / KILOBYTE / people;
            var figure = "%,d streams at one API server, ".formatted(people);
            rows.add(Row.printed(figure + "live heap of each", perHeap, "kB"));
            rows.add(Row.printed(figure + "resident memory of each", perResident, "kB"));
            rows.add(Row.printed(figure + "processor at rest", atRest, "% of one"));
            measureGrants(server, clients, crowd, active, figure);
            measureNonReadingClients(server, port, SignedIds.of(crowd, active).get(0));
            clients.areOpen();
        }
    }

    // Each leave frees a slot for the session that has waited longest, so the streams become ACTIVE in the order of the
    // leaves.
    private void measureGrants(
            Child server, StreamClientsProcess clients, Crowd crowd, List<SessionId> active, String figure)
            throws InterruptedException {
        var sent = new ArrayList<Long>();
        var share = new ProcessorShare(server.process());
        var eventsBefore = clients.events();
        var start = System.nanoTime();
        for (var session : active) {
            sent.add(StreamClients.micros());
            crowd.sessions().leave(session);
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LEAVES);
        }
        Await.untilPollingSlowly(
                LIMIT_SECONDS,
                "all clients of granted sessions know it",
                () -> clients.activeSince().size() >= active.size());
        var seconds = (System.nanoTime() - start) / 1e9;
        var busy = share.percent();
        var events = (clients.events() - eventsBefore) / seconds;
        for (int i = 0; i < sent.size(); i++) {
            delays.recordValue(Math.max(0, clients.activeSince().get(i) - sent.get(i)));
        }
        var load = "%.0f admitted/s, %,.0f events/s, ".formatted(active.size() / seconds, events);
        rows.add(Row.printed(figure + load + "processor", busy, "% of one"));
        rows.add(Row.printed(figure + load + "leave → next told, p50", millis(50), "ms"));
        rows.add(Row.atMost(MAX_P99_MILLIS, figure + load + "leave → next told, p99", millis(99), "ms"));
    }

    private double millis(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1e3;
    }

    private void measureNonReadingClients(Child server, int port, String ended)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        try (var clients = new NonReadingClients(NON_READING_CLIENTS, port, ended)) {
            Await.untilPollingSlowly(
                    LIMIT_SECONDS,
                    "all clients that never read are dropped",
                    () -> server.management().sum(DROPPED, "") >= NON_READING_CLIENTS);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        var figure = "%d stream clients that never read, until all are dropped".formatted(NON_READING_CLIENTS);
        rows.add(Row.atMost(MAX_SECONDS_TO_DROP, figure, seconds, "s"));
    }

    // Before the first activation the room has no such field.
    private static long activations(Crowd crowd) {
        return Long.parseLong(Objects.requireNonNullElse(crowd.raw().hget(Keys.of("room"), "activations"), "0"));
    }

    private Picture picture(int people) {
        var curve = new Series("told by their streams");
        for (int percentile = 1; percentile <= 99; percentile += 2) {
            curve.add(percentile, millis(percentile));
        }
        return Picture.linear(
                "streams",
                "From a leave to the next person's being told, %,d streams".formatted(people),
                "percentile",
                "milliseconds",
                curve);
    }
}
