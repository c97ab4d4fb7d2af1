package io.waitingroom.bench;

import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a poll takes of an API server, by how many people wait, many of whom have left again. */
final class PollsBySize implements Measurement {
    private static final double MOST = 1.2;
    private static final double DEPARTED = 0.3;
    /** Different people who poll. Where fewer wait, they take turns: as many different requests in each room. */
    private static final int SESSIONS = 10_000;

    private static final int REQUESTS_LESS = 3;

    private record Room(LocalSystem system, HttpTarget target, Wrk wrk) implements AutoCloseable {
        static Room of(FilledRoom filled) throws IOException, InterruptedException {
            filled.depart(DEPARTED);
            var system = new LocalSystem(line -> {});
            system.useRedis(filled.redis().uri());
            var port = EmbeddedRedis.freePort();
            var server = system.startApiServer(port);
            Servers.awaitReady(server);
            return new Room(system, new HttpTarget(port, server.process()), new Wrk(HttpCall.POLL, ids(filled)));
        }

        private static List<String> ids(FilledRoom filled) {
            var random = new Random(1);
            var some = random.ints(SESSIONS, 0, filled.ids().size())
                    .mapToObj(filled.ids()::get)
                    .toList();
            return IdTexts.of(filled.crowd(), some);
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
    public Findings measure(SharedRooms lab) throws IOException, InterruptedException {
        var filled = new ArrayList<>(lab.rooms());
        var costs = new Turns();
        try (var small = Room.of(filled.get(0));
                var large = Room.of(filled.get(filled.size() - 1))) {
            for (var room : List.of(small, large)) {
                room.wrk.warmUp(room.target.port(), lab.scale().warmUp() / REQUESTS_LESS);
            }
            var order = new ArrayList<>(List.of(large, small));
            for (int i = 0; i < lab.scale().turns(); i++) {
                Collections.reverse(order);
                var first = order.get(0).microsEach(lab.scale());
                var second = order.get(1).microsEach(lab.scale());
                costs.add(order.get(0) == large ? first : second, order.get(0) == large ? second : first);
            }
        }
        var figure = "API processor time per poll, %,d joined and %.0f %% left (reference: %,d)"
                .formatted(
                        lab.scale().largestCrowd(), 100 * DEPARTED, lab.scale().smallestCrowd());
        return new Findings(List.of(Row.atMost(MOST, figure, costs.compared("µs"))), List.of());
    }
}
