package io.waitingroom.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.waitingroom.fleet.Crowd;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How many calls one API server answers, and what each takes of its process, beside a server that answers a constant. */
final class HttpCost implements Measurement {
    private static final int SESSIONS = 10_000;

    /** More than are admitted while this lasts. */
    private static final int ADMITTED = 5_000;

    private final HttpCall call;

    HttpCost(HttpCall call) {
        this.call = call;
    }

    /** What one turn of a server came to. */
    private record Turn(double perSecond, double microsEach) {}

    @Override
    public Findings measure(Lab lab) throws IOException, InterruptedException {
        var rates = new Turns();
        var costs = new Turns();
        try (var servers = new Servers("--capacity=1");
                var crowd = new Crowd(servers.redis.uri(), new SimpleMeterRegistry());
                var admissions = new Admissions(crowd, ADMITTED);
                var wrk = new Wrk(call, ids(crowd))) {
            admissions.awaitFirst();
            var constantPort = EmbeddedRedis.freePort();
            var constant = Servers.startConstant(constantPort, sample(servers, crowd));
            try {
                StartUp.awaitAnswer(constantPort);
                wrk.warmUp(constantPort, lab.scale().warmUp());
                wrk.warmUp(servers.port, lab.scale().warmUp());
                for (int i = 0; i < lab.scale().turns(); i++) {
                    var theirs = turn(wrk, constantPort, constant, lab.scale().load());
                    var ours = turn(
                            wrk,
                            servers.port,
                            servers.apiServer.process(),
                            lab.scale().load());
                    rates.add(ours.perSecond, theirs.perSecond);
                    costs.add(ours.microsEach, theirs.microsEach);
                }
            } finally {
                Servers.end(constant);
            }
        }
        return new Findings(
                List.of(call.rate(rates.compared("/s")), call.processorTime(costs.compared("µs"))),
                List.of(picture(rates)));
    }

    private List<String> ids(Crowd crowd) {
        return call.needsSession() ? IdTexts.of(crowd, crowd.join(SESSIONS, false)) : List.of();
    }

    private List<String> sample(Servers servers, Crowd crowd) throws IOException, InterruptedException {
        var id = IdTexts.of(crowd, crowd.join(1, false)).get(0);
        return new Browser(servers.port).answer(call, id);
    }

    private static Turn turn(Wrk wrk, int port, Process server, Duration time) throws IOException {
        var before = ProcessFigures.processorTime(server);
        var answered = wrk.load(port, time);
        var spent = ProcessFigures.processorTime(server).minus(before);
        return new Turn(answered.perSecond(), spent.toNanos() / 1e3 / answered.requests());
    }

    private Picture picture(Turns rates) {
        return Picture.linear(
                "rate-" + call.name().toLowerCase(Locale.ROOT),
                call.plural() + " per second, turn by turn",
                "turn",
                "per second",
                rates.ours("waiting-room"),
                rates.references("constant answer"));
    }
}
