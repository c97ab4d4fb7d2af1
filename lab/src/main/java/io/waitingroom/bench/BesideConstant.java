package io.waitingroom.bench;

import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.List;

/** What a call costs an API server, beside what it costs a server that answers all of them as the API server did one. */
final class BesideConstant {
    private final HttpCall call;
    private final Wrk wrk;
    private final Turns rates = new Turns();
    private final Turns costs = new Turns();

    /** @param wrk makes these calls */
    BesideConstant(HttpCall call, Wrk wrk) {
        this.call = call;
        this.wrk = wrk;
    }

    /** @param sample what ours answered to one of them */
    Findings measure(SharedRooms lab, HttpTarget ours, Answer sample) throws IOException, InterruptedException {
        var port = EmbeddedRedis.freePort();
        var constant = new HttpTarget(port, Servers.startConstant(port, sample));
        try {
            StartUp.awaitAnswer(port);
            wrk.warmUp(port, lab.scale().warmUp());
            wrk.warmUp(ours.port(), lab.scale().warmUp());
            for (int i = 0; i < lab.scale().turns(); i++) {
                var theirs = constant.load(wrk, lab.scale().load());
                var own = ours.load(wrk, lab.scale().load());
                rates.add(own.perSecond(), theirs.perSecond());
                costs.add(own.microsEach(), theirs.microsEach());
            }
        } finally {
            Servers.end(constant.process());
        }
        return new Findings(
                List.of(call.rate(rates.compared("/s")), call.processorTime(costs.compared("µs"))), List.of(picture()));
    }

    private Picture picture() {
        return Picture.linear(
                "rate-" + call.fileName(),
                call.plural() + " per second, turn by turn",
                "turn",
                "per second",
                rates.ours("waiting-room"),
                rates.references("constant answer"));
    }
}
