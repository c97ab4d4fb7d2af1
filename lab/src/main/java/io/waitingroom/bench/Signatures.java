package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/** What a look at an ACTIVE session costs whose permit must be signed, beside one whose permit is remembered. */
final class Signatures {
    private static final int REQUESTS_LESS = 6;
    private static final int QUIETLY = 200;

    private final SharedRooms lab;
    private final PermitRoom room;
    private final Turns rates = new Turns();
    private final Turns costs = new Turns();

    Signatures(SharedRooms lab, PermitRoom room) {
        this.lab = lab;
        this.room = room;
    }

    Findings measure() throws IOException {
        try (var looks = room.looks()) {
            for (var api : List.of(room.lasting(), room.signing())) {
                looks.warmUp(api.port(), lab.scale().warmUp() / REQUESTS_LESS);
            }
            for (int i = 0; i < lab.scale().turns(); i++) {
                turn(looks);
            }
            var each = "an ACTIVE session, its permit to be signed (reference: remembered)";
            return new Findings(
                    List.of(
                            Row.printed("looks/s at " + each, rates.compared("/s")),
                            Row.printed("API processor time, look at " + each, costs.compared("µs")),
                            oneByOne(looks)),
                    List.of());
        }
    }

    private void turn(Wrk looks) throws IOException {
        var without = room.lasting().target().load(looks, lab.scale().load());
        var before = room.signing().signed();
        var with = room.signing().target().load(looks, lab.scale().load());
        room.requireSignatures(before, with.requests());
        rates.add(with.perSecond(), without.perSecond());
        costs.add(with.microsEach(), without.microsEach());
    }

    private Row oneByOne(Wrk looks) throws IOException {
        var before = room.signing().signed();
        looks.loadAtRandom(room.signing().port(), lab.scale().paced(), QUIETLY);
        var signed = room.signing().signed().since(before);
        return Row.printed(
                "time of one signature, at %d permits/s".formatted(QUIETLY),
                1e6 * signed.seconds() / signed.permits(),
                "µs");
    }
}
