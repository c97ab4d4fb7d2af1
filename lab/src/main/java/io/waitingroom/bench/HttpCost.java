package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import java.io.IOException;
import java.util.List;

/**
 * Measures one kind of call at one API server: the rate of calls, and the processor time per call. The reference is a
 * {@link ConstantServer}.
 */
final class HttpCost implements Measurement {
    private static final int SESSIONS = 10_000;

    /** The number of sessions for the {@link Admissions}. It is larger than the number of admissions during the measurement. */
    private static final int ADMITTED = 5_000;

    private final HttpCall call;

    HttpCost(HttpCall call) {
        this.call = call;
    }

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry());
                var admissions = new Admissions(crowd, ADMITTED);
                var wrk = new Wrk(call, ids(crowd))) {
            admissions.awaitEnough();
            var ours = new HttpTarget(servers.port, servers.apiServer.process());
            return new ConstantComparison(call, wrk).measure(context, ours, sample(servers, crowd));
        }
    }

    private List<String> ids(Crowd crowd) {
        return call.needsSession() ? SignedIds.of(crowd, crowd.join(SESSIONS, false)) : List.of();
    }

    private FixedResponse sample(Servers servers, Crowd crowd) throws IOException, InterruptedException {
        var id = SignedIds.of(crowd, crowd.join(1, false)).get(0);
        return new ApiClient(servers.port).response(call, id);
    }
}
