package io.waitingroom.bench;

import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.List;

/**
 * Compares an API server with a {@link ConstantServer}: the rate of one kind of call, and the processor time per call. The
 * constant server answers every request with the same recorded response of the API server.
 */
final class ConstantComparison {
    private final HttpCall call;
    private final Wrk wrk;
    private final Turns rates = new Turns();
    private final Turns costs = new Turns();

    /** @param wrk the load generator that makes this call */
    ConstantComparison(HttpCall call, Wrk wrk) {
        this.call = call;
        this.wrk = wrk;
    }

    /** @param sample the API server's response to one call of this kind, which the constant server repeats */
    Findings measure(BenchContext context, HttpTarget ours, FixedResponse sample)
            throws IOException, InterruptedException {
        var port = EmbeddedRedis.freePort();
        var constant = new HttpTarget(port, Servers.startConstant(port, sample));
        try {
            StartUp.awaitConstantServer(port);
            wrk.warmUp(port, context.scale().warmUp());
            wrk.warmUp(ours.port(), context.scale().warmUp());
            for (int i = 0; i < context.scale().turns(); i++) {
                var reference = constant.load(wrk, context.scale().load());
                var our = ours.load(wrk, context.scale().load());
                rates.add(our.perSecond(), reference.perSecond());
                costs.add(our.microsEach(), reference.microsEach());
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
