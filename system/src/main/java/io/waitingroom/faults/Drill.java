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

    Drill(Stage stage) {
        this.stage = stage;
    }

    /** What came of it. */
    Verdict run(Fault fault, long seed) {
        var random = new Random(seed);
        var room = new RestingRoom(stage.store);
        stage.repair();
        try (var store = new Store(stage::uri);
                var trail = new Trail(store);
                var crowd = new Crowd(new Api(stage.tiers.ports), random)) {
            trail.clear();
            var bytesBefore = room.bytes();
            crowd.arrive(FIRST);
            crowd.startArriving(PER_SECOND);
            Patience.pass(BEFORE);
            var scene = new Scene(stage, crowd, trail, random);
            fault.making().make(scene);
            var end = scene.end();
            stage.tiers.complete();
            Patience.pass(Tiers.LEASE.plusSeconds(1));
            crowd.goHome(HOME_LIMIT);
            var rest = room.await(bytesBefore);
            var history = new History(crowd.api().calls(), trail.read(), end, Tiers.LEASE, scene.loss(), rest);
            return Checker.check(history);
        }
    }
}
