package io.waitingroom.faults;

import java.util.List;
import java.util.stream.IntStream;

/** What can happen to API servers, and between them and people. */
final class ApiFaults {
    private static final int CUTTING = 60;
    /** Everybody's time to live and more, during which nobody's heartbeat can be taken. */
    private static final long BEYOND_EVERY_DEADLINE = Tiers.TTL.toMillis() + 3_000;

    private ApiFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("api-killed", ApiFaults::killed),
                new Fault("api-paused", ApiFaults::paused),
                new Fault("api-rolling", ApiFaults::rolling),
                new Fault("api-tier-paused", ApiFaults::tierPaused),
                new Fault("api-tier-cut-off", ApiFaults::tierCutOff),
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

    private static void tierPaused(Scene scene) {
        scene.stage.tiers.apiServers.forEach(Slot::pause);
        scene.pass(BEYOND_EVERY_DEADLINE);
        scene.stage.tiers.apiServers.forEach(Slot::resume);
    }

    // The granters go on leading.
    private static void tierCutOff(Scene scene) {
        var ways = IntStream.range(0, scene.stage.tiers.apiServers.size())
                .mapToObj(scene.stage::ofApiServer)
                .toList();
        ways.forEach(way -> way.answer(false));
        ways.forEach(Proxy::cut);
        scene.pass(BEYOND_EVERY_DEADLINE);
        ways.forEach(Proxy::heal);
    }

    private static void clientsCut(Scene scene) {
        for (int i = 0; i < CUTTING; i++) {
            var key = CutJoin.send(scene.crowd.api(), scene.random.nextInt(3));
            scene.crowd.arrive(new DrillVisitor(scene.crowd, DrillVisitor.Manner.STAYS, key));
            scene.pass(20);
        }
    }
}
