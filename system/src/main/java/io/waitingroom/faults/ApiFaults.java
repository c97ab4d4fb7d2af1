package io.waitingroom.faults;

import java.util.List;

/** What can happen to API servers, and between them and people. */
final class ApiFaults {
    private static final int CUTTING = 60;

    private ApiFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("api-killed", ApiFaults::killed),
                new Fault("api-paused", ApiFaults::paused),
                new Fault("api-rolling", ApiFaults::rolling),
                new Fault("clients-cut", ApiFaults::clientsCut));
    }

    private static void killed(Scene scene) {
        scene.crowd.arrive(CUTTING);
        scene.stage.tiers.apiServers.get(0).kill();
    }

    private static void paused(Scene scene) {
        var server = scene.stage.tiers.apiServers.get(0);
        server.pause();
        scene.pass(3_000);
        server.resume();
    }

    private static void rolling(Scene scene) {
        for (var server : scene.stage.tiers.apiServers) {
            server.terminate();
            scene.stage.tiers.complete();
        }
    }

    private static void clientsCut(Scene scene) {
        for (int i = 0; i < CUTTING; i++) {
            var key = CutJoin.send(scene.crowd.api(), scene.random.nextInt(3));
            scene.crowd.arrive(new Visitor(scene.crowd, Visitor.Manner.STAYS, key));
            scene.pass(20);
        }
    }
}
