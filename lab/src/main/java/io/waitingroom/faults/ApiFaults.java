package io.waitingroom.faults;

import java.util.List;
import java.util.stream.IntStream;

/** Faults of API servers, and of their connections to visitors and to Redis. */
final class ApiFaults {
    private static final int VISITORS = 60;
    /**
     * The length of an outage, in ms. The outage is longer than the time to live of every session. No heartbeat takes effect
     * during the outage.
     */
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

    private static void killed(FaultContext context) {
        context.crowd.arrive(VISITORS);
        context.deployment.tiers.apiServers.get(0).kill();
    }

    private static void paused(FaultContext context) {
        var server = context.deployment.tiers.apiServers.get(0);
        server.pause();
        context.sleep(3_000);
        server.resume();
    }

    private static void rolling(FaultContext context) {
        for (var server : context.deployment.tiers.apiServers) {
            server.terminate();
            context.deployment.tiers.complete();
        }
    }

    private static void tierPaused(FaultContext context) {
        context.deployment.tiers.apiServers.forEach(TierProcess::pause);
        context.sleep(BEYOND_EVERY_DEADLINE);
        context.deployment.tiers.apiServers.forEach(TierProcess::resume);
    }

    // The leader keeps its lease.
    private static void tierCutOff(FaultContext context) {
        var proxies = IntStream.range(0, context.deployment.tiers.apiServers.size())
                .mapToObj(context.deployment::redisProxyOfApiServer)
                .toList();
        proxies.forEach(proxy -> proxy.setAnswering(false));
        proxies.forEach(Proxy::cut);
        context.sleep(BEYOND_EVERY_DEADLINE);
        proxies.forEach(Proxy::heal);
    }

    private static void clientsCut(FaultContext context) {
        for (int i = 0; i < VISITORS; i++) {
            var key = CutJoin.send(context.crowd.api(), context.random.nextInt(3));
            context.crowd.arrive(new DrillVisitor(context.crowd, DrillVisitor.Behaviour.STAYS, key));
            context.sleep(20);
        }
    }
}
