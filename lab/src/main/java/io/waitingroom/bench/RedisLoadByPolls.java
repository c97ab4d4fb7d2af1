package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.fleet.RedisInfo;
import java.io.IOException;
import java.util.List;

/**
 * Measures how many commands and script calls Redis receives per second while waiting clients poll, first at a low rate of
 * polls and then at a high rate.
 */
final class RedisLoadByPolls implements Measurement {
    private static final double MAX_RATIO = 1.2;
    /**
     * The threshold is the reference's value times the maximum ratio, plus this number of commands per second. This number
     * covers commands that do not depend on the polls, such as checks of the connection.
     */
    private static final double TOLERANCE_PER_SECOND = 5;

    private static final int SESSIONS = 10_000;
    private static final int FEW_PER_SECOND = 10;
    private static final int MANY_PER_SECOND = 10_000;
    private static final int WARM_UP_DIVISOR = 6;

    /** The numbers of polls, commands and script calls per second. */
    private record Load(double polls, double commands, double scripts) {}

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry())) {
            crowd.join(1, false);
            try (var wrk = new Wrk(HttpCall.POLL, SignedIds.of(crowd, crowd.join(SESSIONS, false)))) {
                wrk.warmUp(servers.port, context.scale().warmUp() / WARM_UP_DIVISOR);
                var few = load(context, wrk, servers, crowd, FEW_PER_SECOND);
                var many = load(context, wrk, servers, crowd, MANY_PER_SECOND);
                return new Findings(
                        List.of(
                                row("commands", many.polls, many.commands, few.commands),
                                row("script calls", many.polls, many.scripts, few.scripts)),
                        List.of());
            }
        }
    }

    private static Load load(BenchContext context, Wrk wrk, Servers servers, Crowd crowd, int polls)
            throws IOException {
        var start = System.nanoTime();
        var before = RedisInfo.of(crowd.raw());
        var result = wrk.load(servers.port, context.scale().paced(), polls);
        var after = RedisInfo.of(crowd.raw());
        var seconds = (System.nanoTime() - start) / 1e9;
        // Leaves out the first INFO.
        var commands = after.number("total_commands_processed") - before.number("total_commands_processed") - 1;
        var scripts = after.callsOf("evalsha") - before.callsOf("evalsha");
        return new Load(result.perSecond(), commands / seconds, scripts / seconds);
    }

    private static Row row(String counter, double polls, double many, double few) {
        var compared = Comparison.of(many, few, "/s");
        var figure = "Redis %s at %,.0f polls/s (reference: %d polls/s)".formatted(counter, polls, FEW_PER_SECOND);
        var threshold = "≤ %s × + %.0f /s".formatted(MAX_RATIO, TOLERANCE_PER_SECOND);
        return Row.compared(figure, compared, threshold, many <= MAX_RATIO * few + TOLERANCE_PER_SECOND);
    }
}
