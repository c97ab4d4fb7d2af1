package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/** What an online check costs, by what is shown, beside a server that answers a constant. */
final class OnlineChecks {
    private final SharedRooms lab;
    private final PermitRoom room;

    OnlineChecks(SharedRooms lab, PermitRoom room) {
        this.lab = lab;
        this.room = room;
    }

    List<Findings> measure() throws IOException, InterruptedException {
        var permits = new Browser(room.lasting().port()).permits(room.inside());
        return List.of(measure(HttpCall.CHECK_BY_PERMIT, permits), measure(HttpCall.CHECK_BY_ID, room.inside()));
    }

    private Findings measure(HttpCall call, List<String> shown) throws IOException, InterruptedException {
        var sample = new Browser(room.lasting().port()).answer(call, shown.get(0));
        try (var wrk = new Wrk(call, shown)) {
            return new BesideConstant(call, wrk).measure(lab, room.lasting().target(), sample);
        }
    }
}
