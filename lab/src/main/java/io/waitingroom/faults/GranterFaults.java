package io.waitingroom.faults;

import io.waitingroom.redis.Script;
import java.time.Duration;
import java.util.List;

/** Faults of granters. */
final class GranterFaults {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * The time in ms for which the new leader's requests are held back. The time is long enough for slots to become free. It is
     * shorter than a lease, so that the new leader keeps its lease.
     */
    private static final long HOLD_MILLIS = 400;

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

    private static void leaderKilled(FaultContext context) {
        var leader = context.deployment.tiers.leader();
        context.markOver();
        leader.kill();
    }

    // The fault is over when the lease of the paused leader has run out. The test is whether it does harm when it
    // resumes.
    private static void leaderPaused(FaultContext context) {
        var leader = context.deployment.tiers.leader();
        var standby = context.deployment.tiers.standby();
        leader.pause();
        context.markOver();
        Waits.until("the standby leads", LIMIT, standby::isLeader);
        context.sleep(2 * Tiers.LEASE.toMillis());
        leader.resume();
    }

    // The delayed grant arrives while slots are free that the new leader has not filled yet: it must not fill them.
    private static void grantHeldBack(FaultContext context) {
        var leader = context.deployment.tiers.leaderNumber();
        var standby = context.deployment.tiers.standby();
        var requests = context.deployment.redisProxyOfGranter(leader).requests;
        requests.holdAt(Script.GRANT.digest());
        Waits.until("a grant is held back", LIMIT, requests::isHolding);
        context.markOver();
        Waits.until("the standby leads", LIMIT, standby::isLeader);
        var newLeaderRequests =
                context.deployment.redisProxyOfGranter(context.deployment.tiers.leaderNumber()).requests;
        newLeaderRequests.hold();
        context.sleep(HOLD_MILLIS);
        requests.heal();
        context.sleep(HOLD_MILLIS / 4);
        newLeaderRequests.heal();
    }

    private static void standbyKilled(FaultContext context) {
        context.deployment.tiers.standby().kill();
    }

    private static void grantersGone(FaultContext context) {
        var tiers = context.deployment.tiers;
        tiers.granters.forEach(TierProcess::kill);
        context.sleep(3_000);
        tiers.granters.forEach(granter -> Tiers.startGranter(granter, Tiers.CAPACITY));
        Waits.until(
                "a granter is up",
                Duration.ofSeconds(30),
                () -> tiers.granters.stream().anyMatch(TierProcess::isReady));
    }

    private static void rolling(FaultContext context) {
        for (int round = 0; round < 2; round++) {
            for (var granter : context.deployment.tiers.granters) {
                granter.terminate();
                context.deployment.tiers.complete();
            }
        }
    }
}
