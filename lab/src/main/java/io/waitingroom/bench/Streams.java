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

/** Many people who follow their sessions at one API server: what that takes, and how soon they learn of their turn. */
final class Streams implements Measurement {
    private static final double MOST_P99_MILLIS = 500;
    private static final double MOST_SECONDS_TO_DROP = 10;
    private static final int FOLLOWERS_PER_GRANT = 20;
    private static final int NEVER_READERS = 20;
    private static final long MILLIS_BETWEEN_LEAVES = 10;
    private static final long SETTLE_MILLIS = 2_000;
    private static final long LIMIT_SECONDS = 120;
    private static final double KILOBYTE = 1e3;
    private static final String DROPPED = "waitingroom_http_streams_dropped_total";

    private final List<Row> rows = new ArrayList<>();
    private final Histogram delays = new Histogram(3);

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        var people = lab.scale().streams();
        var grants = people / FOLLOWERS_PER_GRANT;
        try (var system = new LocalSystem(line -> {})) {
            var redis = system.startRedis(Servers.REDIS);
            var port = EmbeddedRedis.freePort();
            // Streams have three quarters of the connections.
            var server = system.startApiServer(port, "--max-connections=" + (people + NEVER_READERS) * 3 / 2);
            var granter = system.startGranter(List.of("--capacity=" + grants, "--batch-size=10000000"));
            Servers.awaitReady(server);
            Servers.awaitReady(granter);
            try (var crowd = new Crowd(redis.uri(), new SimpleMeterRegistry())) {
                var inside = crowd.join(grants, false);
                Await.until(LIMIT_SECONDS, "the first are ACTIVE", () -> activations(crowd) >= grants);
                follow(lab, server, port, crowd, inside);
            }
        }
        return new Findings(rows, List.of(picture(people)));
    }

    private void follow(SharedRooms lab, Child server, int port, Crowd crowd, List<SessionId> inside)
            throws IOException, InterruptedException {
        var people = lab.scale().streams();
        var heap = ProcessFigures.liveHeap(server.process());
        var resident = ProcessFigures.resident(server.process());
        try (var followers = new StreamReaders(port, IdTexts.of(crowd, crowd.join(people, false)))) {
            Await.untilSeldomLooking(LIMIT_SECONDS, "all streams are open", followers::areOpen);
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            var share = new ProcessorShare(server.process());
            TimeUnit.MILLISECONDS.sleep(2 * lab.scale().load().toMillis());
            var atRest = share.percent();
            var perHeap = (ProcessFigures.liveHeap(server.process()) - heap) / KILOBYTE / people;
            var perResident = (ProcessFigures.resident(server.process()) - resident) / KILOBYTE / people;
            var figure = "%,d streams at one API server, ".formatted(people);
            rows.add(Row.printed(figure + "live heap of each", perHeap, "kB"));
            rows.add(Row.printed(figure + "resident memory of each", perResident, "kB"));
            rows.add(Row.printed(figure + "processor at rest", atRest, "% of one"));
            grants(server, followers, crowd, inside, figure);
            neverReaders(server, port, IdTexts.of(crowd, inside).get(0));
            followers.areOpen();
        }
    }

    // Whoever has waited longest gets the slot that is freed first.
    private void grants(Child server, StreamReaders followers, Crowd crowd, List<SessionId> inside, String figure)
            throws InterruptedException {
        var sent = new ArrayList<Long>();
        var share = new ProcessorShare(server.process());
        var told = followers.events();
        var begun = System.nanoTime();
        for (var session : inside) {
            sent.add(StreamClients.micros());
            crowd.sessions().leave(session);
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LEAVES);
        }
        Await.untilSeldomLooking(
                LIMIT_SECONDS,
                "all know of their turn",
                () -> followers.active().size() >= inside.size());
        var seconds = (System.nanoTime() - begun) / 1e9;
        var busy = share.percent();
        var events = (followers.events() - told) / seconds;
        for (int i = 0; i < sent.size(); i++) {
            delays.recordValue(Math.max(0, followers.active().get(i) - sent.get(i)));
        }
        var load = "%.0f admitted/s, %,.0f events/s, ".formatted(inside.size() / seconds, events);
        rows.add(Row.printed(figure + load + "processor", busy, "% of one"));
        rows.add(Row.printed(figure + load + "leave → next told, p50", millis(50), "ms"));
        rows.add(Row.atMost(MOST_P99_MILLIS, figure + load + "leave → next told, p99", millis(99), "ms"));
    }

    private double millis(double percentile) {
        return delays.getValueAtPercentile(percentile) / 1e3;
    }

    private void neverReaders(Child server, int port, String ended) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        try (var readers = new NeverReaders(NEVER_READERS, port, ended)) {
            Await.untilSeldomLooking(
                    LIMIT_SECONDS,
                    "whoever never reads is dropped",
                    () -> server.management().sum(DROPPED, "") >= NEVER_READERS);
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        var figure = "%d who never read their streams, until all are dropped".formatted(NEVER_READERS);
        rows.add(Row.atMost(MOST_SECONDS_TO_DROP, figure, seconds, "s"));
    }

    // A room that has activated nobody yet has no such field.
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
