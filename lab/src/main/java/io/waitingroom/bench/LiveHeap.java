package io.waitingroom.bench;

import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.List;

/** Measures the live heap of an API server, for rooms with different numbers of waiting sessions. */
final class LiveHeap implements Measurement {
    private static final double MAX_RATIO = 1.2;
    private static final double MEGABYTE = 1e6;
    private static final int VISITORS = 500;
    /**
     * The factor by which this warm-up is shorter than {@link Scale#warmUp}. A shorter warm-up is enough because the live heap
     * does not depend on compiled code.
     */
    private static final int WARM_UP_DIVISOR = 6;

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        var curve = new Series("live heap");
        double smallest = 0;
        double largest = 0;
        for (var room : context.rooms()) {
            largest = liveHeap(room, context.scale().warmUp() / WARM_UP_DIVISOR) / MEGABYTE;
            smallest = smallest == 0 ? largest : smallest;
            curve.add(room.people(), largest);
        }
        var figure = "live heap of an API server at %,d waiting (reference: %,d)"
                .formatted(context.scale().largestCrowd(), context.scale().smallestCrowd());
        return new Findings(
                List.of(Row.atMost(MAX_RATIO, figure, Comparison.of(largest, smallest, "MB"))),
                List.of(Picture.logarithmic(
                        "heap",
                        "Live heap of an API server, by people waiting",
                        "people waiting",
                        "megabytes",
                        curve)));
    }

    private static long liveHeap(FilledRoom room, int requests) throws IOException, InterruptedException {
        var port = EmbeddedRedis.freePort();
        try (var system = new LocalSystem(line -> {})) {
            system.useRedis(room.redis().uri());
            var server = system.startApiServer(port);
            Servers.awaitReady(server);
            var ids = new ApiClient(port).join(VISITORS);
            try (var wrk = new Wrk(HttpCall.POLL, ids)) {
                wrk.warmUp(port, requests);
            }
            return ProcessFigures.liveHeap(server.process());
        }
    }
}
