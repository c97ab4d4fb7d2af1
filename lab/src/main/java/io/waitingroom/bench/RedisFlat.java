package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.RedisInfo;
import java.io.IOException;
import java.util.List;

/** What Redis has to do while people who wait ask where they stand, by how often they ask. */
final class RedisFlat implements Measurement {
    private static final double MOST = 1.2;
    /** What comes and goes however many ask: looks at the connection, say. */
    private static final double SPARE_PER_SECOND = 5;

    private static final int SESSIONS = 10_000;
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int REQUESTS_LESS = 6;

    /** What Redis did in each second while so many polls were answered. */
    private record Load(double polls, double commands, double scripts) {}

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry())) {
            crowd.join(1, false);
            try (var wrk = new Wrk(HttpCall.POLL, IdTexts.of(crowd, crowd.join(SESSIONS, false)))) {
                wrk.warmUp(servers.port, lab.scale().warmUp() / REQUESTS_LESS);
                var few = load(lab, wrk, servers, crowd, FEW);
                var many = load(lab, wrk, servers, crowd, MANY);
                return new Findings(
                        List.of(
                                row("commands", many.polls, many.commands, few.commands),
                                row("script calls", many.polls, many.scripts, few.scripts)),
                        List.of());
            }
        }
    }

    private static Load load(SharedRooms lab, Wrk wrk, Servers servers, Crowd crowd, int polls) throws IOException {
        var begun = System.nanoTime();
        var before = RedisInfo.of(crowd.raw());
        var answered = wrk.load(servers.port, lab.scale().paced(), polls);
        var after = RedisInfo.of(crowd.raw());
        var seconds = (System.nanoTime() - begun) / 1e9;
        // The first INFO is among them.
        var commands = after.number("total_commands_processed") - before.number("total_commands_processed") - 1;
        var scripts = after.callsOf("evalsha") - before.callsOf("evalsha");
        return new Load(answered.perSecond(), commands / seconds, scripts / seconds);
    }

    private static Row row(String what, double polls, double many, double few) {
        var compared = Compared.of(many, few, "/s");
        var figure = "Redis %s at %,.0f polls/s (reference: %d polls/s)".formatted(what, polls, FEW);
        var mark = "≤ %s × + %.0f /s".formatted(MOST, SPARE_PER_SECOND);
        return Row.compared(figure, compared, mark, many <= MOST * few + SPARE_PER_SECOND);
    }
}
