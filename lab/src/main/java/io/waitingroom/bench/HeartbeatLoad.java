package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.RedisInfo;
import io.waitingroom.room.RoomSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What a crowd takes of Redis that sends heartbeats as it is told to, beside as many in full calls. */
final class HeartbeatLoad implements Measurement {
    private static final int SESSIONS = 20_000;
    private static final int REQUESTS_LESS = 6;
    private static final double HEARTBEATS_IN_TTL = 3;

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        var people = lab.scale().largestCrowd();
        var ttl = RoomSettings.DEFAULTS.waitingTtl();
        var perSecond = people / (ttl.toSeconds() / HEARTBEATS_IN_TTL);
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry())) {
            lab.say("  %,d people join".formatted(people));
            crowd.join(people - SESSIONS, false);
            try (var wrk = new Wrk(HttpCall.HEARTBEAT, IdTexts.of(crowd, crowd.join(SESSIONS, false)))) {
                wrk.warmUp(servers.port, lab.scale().warmUp() / REQUESTS_LESS);
                var time = lab.scale().paced();
                var idle = idleShare(crowd, time);
                var paced = micros(crowd, idle, () -> wrk.load(servers.port, time, (int) perSecond));
                var full = micros(
                        crowd, idle, () -> wrk.load(servers.port, lab.scale().load()));
                var figure =
                        "heartbeats of %,d at --waiting-ttl %d m, %,.0f/s: of one Redis core (reference: as fast as it goes)"
                                .formatted(people, ttl.toMinutes(), perSecond);
                return new Findings(
                        List.of(Row.printed(figure, Compared.of(paced * perSecond / 1e4, full * perSecond / 1e4, "%"))),
                        List.of());
            }
        }
    }

    private interface Load {
        Wrk.Answered run() throws IOException;
    }

    private static double idleShare(Crowd crowd, Duration time) throws InterruptedException {
        var begun = System.nanoTime();
        var before = processorSeconds(crowd);
        Thread.sleep(time.toMillis() / 2);
        return (processorSeconds(crowd) - before) / ((System.nanoTime() - begun) / 1e9);
    }

    // Of Redis's whole process, less what it does anyway.
    private static double micros(Crowd crowd, double idleShare, Load load) throws IOException {
        var begun = System.nanoTime();
        var before = processorSeconds(crowd);
        var answered = load.run();
        var seconds = (System.nanoTime() - begun) / 1e9;
        return (processorSeconds(crowd) - before - idleShare * seconds) * 1e6 / answered.requests();
    }

    private static double processorSeconds(Crowd crowd) {
        var info = RedisInfo.of(crowd.raw());
        return info.number("used_cpu_user") + info.number("used_cpu_sys");
    }
}
