package io.waitingroom.faults;

import io.waitingroom.redis.Script;
import java.time.Duration;
import java.util.List;

/** What can happen to granters. */
final class GranterFaults {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Less than a lease, so that the one who is held keeps it. */
    private static final long SLOTS_TO_BE_FREE = 400;

    private GranterFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("leader-killed", GranterFaults::leaderKilled),
                new Fault("leader-paused", GranterFaults::leaderPaused),
                new Fault("grant-held-back", GranterFaults::grantHeldBack),
                new Fault("standby-killed", GranterFaults::standbyKilled),
                new Fault("granters-gone", GranterFaults::grantersGone),
                new Fault("granters-rolling", GranterFaults::rolling));
    }

    private static void leaderKilled(Scene scene) {
        var leader = scene.stage.tiers.leading();
        scene.over();
        leader.kill();
    }

    // The fault is over when its lease has run out: the one that wakes later is the harm that is looked for.
    private static void leaderPaused(Scene scene) {
        var leader = scene.stage.tiers.leading();
        var standby = scene.stage.tiers.standby();
        leader.pause();
        scene.over();
        Patience.until("the standby leads", LIMIT, standby::leads);
        scene.pass(2 * Tiers.LEASE.toMillis());
        leader.resume();
    }

    // What was held back comes when there are free slots and the new leader has not filled them: it must not either.
    private static void grantHeldBack(Scene scene) {
        var leader = scene.stage.tiers.leader();
        var standby = scene.stage.tiers.standby();
        var requests = scene.stage.ofGranter(leader).requests;
        requests.holdAt(Script.GRANT.digest());
        Patience.until("a grant is held back", LIMIT, requests::holds);
        scene.over();
        Patience.until("the standby leads", LIMIT, standby::leads);
        var others = scene.stage.ofGranter(scene.stage.tiers.leader()).requests;
        others.hold();
        scene.pass(SLOTS_TO_BE_FREE);
        requests.heal();
        scene.pass(SLOTS_TO_BE_FREE / 4);
        others.heal();
    }

    private static void standbyKilled(Scene scene) {
        scene.stage.tiers.standby().kill();
    }

    private static void grantersGone(Scene scene) {
        var tiers = scene.stage.tiers;
        tiers.granters.forEach(Slot::kill);
        scene.pass(3_000);
        tiers.granters.forEach(granter -> Tiers.startGranter(granter, Tiers.CAPACITY));
        Patience.until(
                "a granter is up",
                Duration.ofSeconds(30),
                () -> tiers.granters.stream().anyMatch(Slot::isReady));
    }

    private static void rolling(Scene scene) {
        for (int round = 0; round < 2; round++) {
            for (var granter : scene.stage.tiers.granters) {
                granter.terminate();
                scene.stage.tiers.complete();
            }
        }
    }
}
