package io.waitingroom.bench;

import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.List;

/** What is left on the heap of an API server, by how many people wait in its room. */
final class LiveHeap implements Measurement {
    private static final double MOST = 1.2;
    private static final double MEGABYTE = 1e6;
    private static final int VISITORS = 500;
    /** What a heap holds does not depend on what compilers make of it. */
    private static final int REQUESTS_LESS = 6;

    @Override
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        var curve = new Series("live heap");
        double smallest = 0;
        double largest = 0;
        for (var room : lab.rooms()) {
            largest = of(room, lab.scale().warmUp() / REQUESTS_LESS) / MEGABYTE;
            smallest = smallest == 0 ? largest : smallest;
            curve.add(room.people(), largest);
        }
        var figure = "live heap of an API server at %,d waiting (reference: %,d)"
                .formatted(lab.scale().largestCrowd(), lab.scale().smallestCrowd());
        return new Findings(
                List.of(Row.atMost(MOST, figure, Compared.of(largest, smallest, "MB"))),
                List.of(Picture.logarithmic(
                        "heap",
                        "Live heap of an API server, by people waiting",
                        "people waiting",
                        "megabytes",
                        curve)));
    }

    private static long of(FilledRoom room, int requests) throws IOException, InterruptedException {
        var port = EmbeddedRedis.freePort();
        try (var system = new LocalSystem(line -> {})) {
            system.useRedis(room.redis().uri());
            var server = system.startApiServer(port);
            Servers.awaitReady(server);
            var ids = new Browser(port).join(VISITORS);
            try (var wrk = new Wrk(HttpCall.POLL, ids)) {
                wrk.warmUp(port, requests);
            }
            return ProcessFigures.liveHeap(server.process());
        }
    }
}
