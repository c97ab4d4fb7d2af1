package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.RedisInfo;
import io.waitingroom.room.RoomSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Measures the processor time that Redis needs for the heartbeats of a crowd at their normal rate. The reference is the
 * processor time for the same number of heartbeats, measured while clients send heartbeats at full speed.
 */
final class HeartbeatLoad implements Measurement {
    private static final int SESSIONS = 20_000;
    private static final int WARM_UP_DIVISOR = 6;
    private static final double HEARTBEATS_PER_TTL = 3;

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        var people = context.scale().largestCrowd();
        var ttl = RoomSettings.DEFAULTS.waitingTtl();
        var perSecond = people / (ttl.toSeconds() / HEARTBEATS_PER_TTL);
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry())) {
            context.logProgress("  %,d people join".formatted(people));
            crowd.join(people - SESSIONS, false);
            try (var wrk = new Wrk(HttpCall.HEARTBEAT, SignedIds.of(crowd, crowd.join(SESSIONS, false)))) {
                wrk.warmUp(servers.port, context.scale().warmUp() / WARM_UP_DIVISOR);
                var time = context.scale().paced();
                var idle = idleShare(crowd, time);
                var paced = micros(crowd, idle, () -> wrk.load(servers.port, time, (int) perSecond));
                var full = micros(
                        crowd,
                        idle,
                        () -> wrk.load(servers.port, context.scale().load()));
                var figure =
                        "heartbeats of %,d at --waiting-ttl %d m, %,.0f/s: share of a Redis core (reference: full speed)"
                                .formatted(people, ttl.toMinutes(), perSecond);
                return new Findings(
                        List.of(Row.printed(
                                figure, Comparison.of(paced * perSecond / 1e4, full * perSecond / 1e4, "%"))),
                        List.of());
            }
        }
    }

    private interface Load {
        Wrk.Result run() throws IOException;
    }

    private static double idleShare(Crowd crowd, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        var before = processorSeconds(crowd);
        Thread.sleep(time.toMillis() / 2);
        return (processorSeconds(crowd) - before) / ((System.nanoTime() - start) / 1e9);
    }

    // Uses the processor time of the whole Redis process, minus its idle share.
    private static double micros(Crowd crowd, double idleShare, Load load) throws IOException {
        var start = System.nanoTime();
        var before = processorSeconds(crowd);
        var result = load.run();
        var seconds = (System.nanoTime() - start) / 1e9;
        return (processorSeconds(crowd) - before - idleShare * seconds) * 1e6 / result.requests();
    }

    private static double processorSeconds(Crowd crowd) {
        var info = RedisInfo.of(crowd.raw());
        return info.number("used_cpu_user") + info.number("used_cpu_sys");
    }
}
