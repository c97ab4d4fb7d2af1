package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import java.io.IOException;
import java.util.List;

/** How many calls one API server answers, and what each takes of its process, beside a server that answers a constant. */
final class HttpCost implements Measurement {
    private static final int SESSIONS = 10_000;

    /** More than are admitted while this lasts. */
    private static final int ADMITTED = 5_000;

    private final HttpCall call;

    HttpCost(HttpCall call) {
        this.call = call;
    }

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry());
                var admissions = new Admissions(crowd, ADMITTED);
                var wrk = new Wrk(call, ids(crowd))) {
            admissions.awaitFirst();
            var ours = new HttpTarget(servers.port, servers.apiServer.process());
            return new BesideConstant(call, wrk).measure(lab, ours, sample(servers, crowd));
        }
    }

    private List<String> ids(Crowd crowd) {
        return call.needsSession() ? IdTexts.of(crowd, crowd.join(SESSIONS, false)) : List.of();
    }

    private Answer sample(Servers servers, Crowd crowd) throws IOException, InterruptedException {
        var id = IdTexts.of(crowd, crowd.join(1, false)).get(0);
        return new Browser(servers.port).answer(call, id);
    }
}
