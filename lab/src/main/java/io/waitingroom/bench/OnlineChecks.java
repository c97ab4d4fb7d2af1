package io.waitingroom.bench;

import java.io.IOException;
import java.util.List;

/**
 * Measures the cost of an online check (GET /verify), first with permits and then with session ids. The reference is a
 * {@link ConstantServer}.
 */
final class OnlineChecks {
    private final BenchContext context;
    private final PermitRoom room;

    OnlineChecks(BenchContext context, PermitRoom room) {
        this.context = context;
        this.room = room;
    }

    List<Findings> measure() throws IOException, InterruptedException {
        var permits = new ApiClient(room.cachingServer().port()).permits(room.activeIds());
        return List.of(measure(HttpCall.CHECK_BY_PERMIT, permits), measure(HttpCall.CHECK_BY_ID, room.activeIds()));
    }

    private Findings measure(HttpCall call, List<String> credentials) throws IOException, InterruptedException {
        var sample = new ApiClient(room.cachingServer().port()).response(call, credentials.get(0));
        try (var wrk = new Wrk(call, credentials)) {
            return new ConstantComparison(call, wrk)
                    .measure(context, room.cachingServer().target(), sample);
        }
    }
}
