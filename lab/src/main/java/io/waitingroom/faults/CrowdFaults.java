package io.waitingroom.faults;

import io.waitingroom.fleet.Keys;
import java.time.Duration;
import java.util.List;

/** Faults that are caused by visitors, or by an operator who changes the capacity. */
final class CrowdFaults {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int SURGE = 350;
    private static final int LARGE_CAPACITY = 500;
    private static final int SMALL_CAPACITY = 5;

    private CrowdFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("capacity-cut", context -> changeCapacity(context, LARGE_CAPACITY), CrowdFaults::capacityCut),
                new Fault("most-walk-away", CrowdFaults::mostWalkAway),
                new Fault("all-reconnect", CrowdFaults::allReconnect));
    }

    // Over once the sessions beyond the smaller capacity have left: until then the room must not admit.
    private static void capacityCut(FaultContext context) {
        context.crowd.arrive(SURGE);
        Waits.until(
                "many sessions are ACTIVE",
                LIMIT,
                () -> countActive(context) > context.crowd.size().visitors(LARGE_CAPACITY / 2));
        changeCapacity(context, SMALL_CAPACITY);
        Waits.until("fewer sessions are ACTIVE than the capacity", LIMIT, () -> countActive(context) < SMALL_CAPACITY);
        context.markOver();
        context.sleep(Tiers.LEASE.toMillis());
        changeCapacity(context, Tiers.CAPACITY);
    }

    // Restarts the standby first, as an operator would, so that the next leader already has the new setting.
    private static void changeCapacity(FaultContext context, int capacity) {
        var leader = context.deployment.tiers.leader();
        for (var granter : List.of(context.deployment.tiers.standby(), leader)) {
            granter.terminate();
            Tiers.startGranter(granter, capacity);
            context.deployment.tiers.complete();
        }
    }

    private static long countActive(FaultContext context) {
        return context.deployment.directRedis.callWithRetry(redis -> redis.zcard(Keys.of("active")));
    }

    private static void mostWalkAway(FaultContext context) {
        context.crowd.arrive(SURGE / 2);
        context.sleep(500);
        context.crowd.vanish(80);
    }

    private static void allReconnect(FaultContext context) {
        context.crowd.arrive(SURGE / 2);
        context.sleep(500);
        context.deployment.apiProxies.forEach(Proxy::cut);
        context.crowd
                .visitors()
                .forEach(visitor -> context.crowd.schedule(context.random.nextInt(1_000), visitor::pollNow));
        context.sleep(1_000);
    }
}
