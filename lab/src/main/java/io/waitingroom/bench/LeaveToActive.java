package io.waitingroom.bench;

import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.HdrHistogram.Histogram;

/**
 * Measures the time from a leave to the first poll response that reports the next session as ACTIVE. The leave and the polls
 * are HTTP requests.
 */
final class LeaveToActive implements Measurement {
    private static final double MAX_IDLE_P99_MILLIS = 20;
    private static final int POLLS_PER_SECOND = 5_000;
    private static final int WARM_UP = 300;
    private static final long LIMIT_SECONDS = 10;
    private static final double MICROS_PER_MILLI = 1e3;

    private double pollsPerSecond;

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        var leaves = context.scale().leaves();
        try (var servers = new Servers("--capacity=1", "--batch-size=10000000");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry())) {
            var client = new ApiClient(servers.port);
            var ids = client.join(2 * leaves + 2 * WARM_UP + 1);
            times(client, ids.subList(0, WARM_UP + 1));
            var rest = ids.subList(WARM_UP, ids.size());
            var idle = times(client, rest.subList(0, leaves + 1));
            var roundTrip = roundTrip(crowd.raw(), leaves);
            var busy = underLoad(servers, client, rest.subList(leaves, rest.size()), context);
            return findings(idle, busy, roundTrip);
        }
    }

    private Histogram underLoad(Servers servers, ApiClient client, List<String> ids, BenchContext context)
            throws IOException, InterruptedException {
        try (var wrk = new Wrk(HttpCall.POLL, ids)) {
            wrk.warmUp(servers.port, context.scale().warmUp());
            times(client, ids.subList(0, WARM_UP + 1));
            var time = context.scale().paced();
            var load = CompletableFuture.supplyAsync(() -> load(wrk, servers.port, time));
            var busy = new Histogram(3);
            for (int i = WARM_UP; i < ids.size() - 1 && !load.isDone(); i++) {
                busy.recordValue(micros(client, ids.get(i), ids.get(i + 1)));
            }
            pollsPerSecond = load.join().perSecond();
            return busy;
        }
    }

    private static Wrk.Result load(Wrk wrk, int port, Duration time) {
        try {
            return wrk.load(port, time, POLLS_PER_SECOND);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Histogram times(ApiClient client, List<String> ids) throws IOException, InterruptedException {
        var times = new Histogram(3);
        for (int i = 0; i < ids.size() - 1; i++) {
            times.recordValue(micros(client, ids.get(i), ids.get(i + 1)));
        }
        return times;
    }

    private static long micros(ApiClient client, String active, String next) throws IOException, InterruptedException {
        Await.until(LIMIT_SECONDS, "the leaving session is ACTIVE", () -> client.isActive(active));
        var start = System.nanoTime();
        client.leave(active);
        Await.until(LIMIT_SECONDS, "the next session is ACTIVE", () -> client.isActive(next));
        return (System.nanoTime() - start) / 1000;
    }

    private static Histogram roundTrip(RedisCommands<String, String> redis, int times) {
        var micros = new Histogram(3);
        for (int i = 0; i < WARM_UP + times; i++) {
            var start = System.nanoTime();
            redis.ping();
            if (i >= WARM_UP) {
                micros.recordValue((System.nanoTime() - start) / 1000);
            }
        }
        return micros;
    }

    private Findings findings(Histogram idle, Histogram busy, Histogram roundTrip) {
        var p99 = compared(idle, roundTrip, 99);
        var figure = "leave → next person ACTIVE, ";
        var load = "under %,.0f polls/s, ".formatted(pollsPerSecond);
        var idleP99 = new Row(
                figure + "idle, p99",
                Row.amount(p99.ours(), "ms"),
                Row.amount(p99.reference(), "ms"),
                "%.1f".formatted(p99.ratio()),
                "≤ " + MAX_IDLE_P99_MILLIS + " ms",
                p99.ours() <= MAX_IDLE_P99_MILLIS);
        return new Findings(
                List.of(
                        Row.printed(figure + "idle, p50", compared(idle, roundTrip, 50)),
                        idleP99,
                        Row.printed(figure + load + "p50", compared(busy, roundTrip, 50)),
                        Row.printed(figure + load + "p99", compared(busy, roundTrip, 99))),
                List.of(Picture.linear(
                        "leave-to-active",
                        "From a leave to the next person's ACTIVE",
                        "percentile",
                        "milliseconds",
                        curve("idle", idle),
                        curve(load.replace(", ", ""), busy),
                        curve("one Redis round trip", roundTrip))));
    }

    private static Comparison compared(Histogram ours, Histogram reference, double percentile) {
        return Comparison.of(millis(ours, percentile), millis(reference, percentile), "ms");
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }

    private static Series curve(String name, Histogram times) {
        var curve = new Series(name);
        for (int percentile = 1; percentile <= 99; percentile += 2) {
            curve.add(percentile, millis(times, percentile));
        }
        return curve;
    }
}
