package io.waitingroom.bench;

import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Measures the API server's processor time per poll, in a small room and in a large room. A part of the sessions in each room
 * has left.
 */
final class PollsBySize implements Measurement {
    private static final double MAX_RATIO = 1.2;
    private static final double DEPARTED_SHARE = 0.3;
    /**
     * The number of requests in the list that the load repeats. It is the same for each room. In a small room, several of these
     * requests are for the same session.
     */
    private static final int SESSIONS = 10_000;

    private static final int WARM_UP_DIVISOR = 3;

    private record ServedRoom(LocalSystem system, HttpTarget target, Wrk wrk) implements AutoCloseable {
        static ServedRoom of(FilledRoom filled) throws IOException, InterruptedException {
            filled.depart(DEPARTED_SHARE);
            var system = new LocalSystem(line -> {});
            system.useRedis(filled.redis().uri());
            var port = EmbeddedRedis.freePort();
            var server = system.startApiServer(port);
            Servers.awaitReady(server);
            return new ServedRoom(system, new HttpTarget(port, server.process()), new Wrk(HttpCall.POLL, ids(filled)));
        }

        private static List<String> ids(FilledRoom filled) {
            var random = new Random(1);
            var sample = random.ints(SESSIONS, 0, filled.ids().size())
                    .mapToObj(filled.ids()::get)
                    .toList();
            return SignedIds.of(filled.crowd(), sample);
        }

        double microsEach(Scale scale) throws IOException {
            return target.load(wrk, scale.load()).microsEach();
        }

        @Override
        public void close() throws IOException {
            wrk.close();
            system.close();
        }
    }

    @Override
    public Findings measure(BenchContext context) throws IOException, InterruptedException {
        var filled = new ArrayList<>(context.rooms());
        var costs = new Turns();
        try (var small = ServedRoom.of(filled.get(0));
                var large = ServedRoom.of(filled.get(filled.size() - 1))) {
            for (var room : List.of(small, large)) {
                room.wrk.warmUp(room.target.port(), context.scale().warmUp() / WARM_UP_DIVISOR);
            }
            var order = new ArrayList<>(List.of(large, small));
            for (int i = 0; i < context.scale().turns(); i++) {
                Collections.reverse(order);
                var first = order.get(0).microsEach(context.scale());
                var second = order.get(1).microsEach(context.scale());
                costs.add(order.get(0) == large ? first : second, order.get(0) == large ? second : first);
            }
        }
        var figure = "API processor time per poll, %,d joined and %.0f %% left (reference: %,d)"
                .formatted(
                        context.scale().largestCrowd(),
                        100 * DEPARTED_SHARE,
                        context.scale().smallestCrowd());
        return new Findings(List.of(Row.atMost(MAX_RATIO, figure, costs.compared("µs"))), List.of());
    }
}
