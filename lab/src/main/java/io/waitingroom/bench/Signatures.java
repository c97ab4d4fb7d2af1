package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/**
 * Measures the cost of a poll of an ACTIVE session when the server signs a new permit for the response. The reference is a poll
 * for which the server has a cached permit.
 */
final class Signatures {
    private static final int WARM_UP_DIVISOR = 6;
    private static final int PACED_PER_SECOND = 200;

    private final BenchContext context;
    private final PermitRoom room;
    private final Turns rates = new Turns();
    private final Turns costs = new Turns();

    Signatures(BenchContext context, PermitRoom room) {
        this.context = context;
        this.room = room;
    }

    Findings measure() throws IOException {
        try (var polls = room.activePolls()) {
            for (var api : List.of(room.cachingServer(), room.signingServer())) {
                polls.warmUp(api.port(), context.scale().warmUp() / WARM_UP_DIVISOR);
            }
            for (int i = 0; i < context.scale().turns(); i++) {
                turn(polls);
            }
            var figure = "an ACTIVE session, permit signed each time (reference: cached permit)";
            return new Findings(
                    List.of(
                            Row.printed("polls/s of " + figure, rates.compared("/s")),
                            Row.printed("API processor time, poll of " + figure, costs.compared("µs")),
                            signatureTime(polls)),
                    List.of());
        }
    }

    private void turn(Wrk polls) throws IOException {
        var without = room.cachingServer().target().load(polls, context.scale().load());
        var before = room.signingServer().signed();
        var with = room.signingServer().target().load(polls, context.scale().load());
        room.requireSignatures(before, with.requests());
        rates.add(with.perSecond(), without.perSecond());
        costs.add(with.microsEach(), without.microsEach());
    }

    private Row signatureTime(Wrk polls) throws IOException {
        var before = room.signingServer().signed();
        polls.loadAtRandom(room.signingServer().port(), context.scale().paced(), PACED_PER_SECOND);
        var signed = room.signingServer().signed().since(before);
        return Row.printed(
                "time of one signature, at %d permits/s".formatted(PACED_PER_SECOND),
                1e6 * signed.seconds() / signed.permits(),
                "µs");
    }
}
