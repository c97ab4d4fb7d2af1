package io.waitingroom.faults;

import io.waitingroom.fleet.Keys;
import java.time.Duration;
import java.util.List;

/** What people, and operators in a hurry, do to a room. */
final class CrowdFaults {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SURGE = 350;
    private static final int MUCH = 500;
    private static final int LITTLE = 5;

    private CrowdFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("capacity-cut", scene -> changeCapacity(scene, MUCH), CrowdFaults::capacityCut),
                new Fault("most-walk-away", CrowdFaults::mostWalkAway),
                new Fault("all-reconnect", CrowdFaults::allReconnect));
    }

    // Over once those whom the larger capacity let in have left: until then nobody may be admitted.
    private static void capacityCut(Scene scene) {
        scene.crowd.arrive(SURGE);
        Patience.until(
                "many are ACTIVE",
                LIMIT,
                () -> active(scene) > scene.crowd.size().people(MUCH / 2));
        changeCapacity(scene, LITTLE);
        Patience.until("those who were too many left", LIMIT, () -> active(scene) < LITTLE);
        scene.over();
        scene.pass(Tiers.LEASE.toMillis());
        changeCapacity(scene, Tiers.CAPACITY);
    }

    // As one would: the standbys first, so that the next leader has the new setting already.
    private static void changeCapacity(Scene scene, int capacity) {
        var leader = scene.stage.tiers.leading();
        for (var granter : List.of(scene.stage.tiers.standby(), leader)) {
            granter.terminate();
            Tiers.startGranter(granter, capacity);
            scene.stage.tiers.complete();
        }
    }

    private static long active(Scene scene) {
        return scene.stage.store.ask(redis -> redis.zcard(Keys.of("active")));
    }

    private static void mostWalkAway(Scene scene) {
        scene.crowd.arrive(SURGE / 2);
        scene.pass(500);
        scene.crowd.vanish(80);
    }

    private static void allReconnect(Scene scene) {
        scene.crowd.arrive(SURGE / 2);
        scene.pass(500);
        scene.stage.doors.forEach(Proxy::cut);
        var people = scene.crowd.people();
        people.forEach(person -> scene.crowd.later(scene.random.nextInt(1_000), person::pollNow));
        scene.pass(1_000);
    }
}
