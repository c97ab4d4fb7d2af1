package io.waitingroom.faults;

import io.waitingroom.history.Checker;
import io.waitingroom.history.History;
import io.waitingroom.history.Verdict;
import java.time.Duration;
import java.util.Random;

/** Makes one fault while people come and go, lets everybody go home, and has the history judged. */
final class Drill {
    private static final int FIRST = 150;
    private static final int PER_SECOND = 30;
    private static final Duration BEFORE = Duration.ofMillis(1_500);
    private static final Duration HOME_LIMIT = Duration.ofSeconds(40);

    private final Stage stage;
    private final CrowdSize size;

    Drill(Stage stage, CrowdSize size) {
        this.stage = stage;
        this.size = size;
    }

    /** What came of it. */
    Verdict run(Fault fault, long seed) {
        stage.repair();
        new Settling(new RestingRoom(stage.store), new Api(stage.doorPorts())).settle();
        var random = new Random(seed);
        try (var store = new Store(stage::uri);
                var trail = new Trail(store);
                var crowd = new Crowd(new Api(stage.doorPorts()), random, size)) {
            var scene = new Scene(stage, crowd, trail, random);
            trail.clear();
            try {
                return Checker.check(play(fault, scene));
            } finally {
                scene.clearUp();
            }
        }
    }

    private History play(Fault fault, Scene scene) {
        fault.preparation().take(scene);
        var room = new RestingRoom(stage.store);
        var bytesBefore = room.bytes();
        scene.crowd.arrive(FIRST);
        scene.crowd.startArriving(PER_SECOND);
        Patience.pass(BEFORE);
        fault.making().take(scene);
        var end = scene.end();
        stage.tiers.complete();
        Patience.pass(Tiers.LEASE.plusSeconds(1));
        scene.crowd.goHome(HOME_LIMIT);
        room.awaitEmpty();
        scene.crowd.census();
        var rest = room.rest(bytesBefore);
        return new History(
                scene.crowd.api().calls(),
                scene.trail.changesBefore(),
                scene.trail.read(),
                end,
                Tiers.LEASE,
                scene.loss(),
                rest,
                scene.crowd.stalls());
    }
}
