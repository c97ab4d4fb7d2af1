package io.waitingroom.faults;

import java.util.List;

/** Faults of Redis, and of the connections to Redis, in which no data is lost. */
final class RedisFaults {
    private static final int CUTS = 8;

    private RedisFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("redis-killed", context -> away(context, 300)),
                new Fault("redis-away", context -> away(context, Tiers.TTL.toMillis() + 2_000)),
                new Fault("redis-paused", RedisFaults::paused),
                new Fault("redis-client-pause", RedisFaults::clientPause),
                new Fault("redis-slow", RedisFaults::slow),
                new Fault("replies-cut", RedisFaults::repliesCut),
                new Fault("requests-black-holed", RedisFaults::requestsBlackHoled),
                new Fault("replies-black-holed", RedisFaults::repliesBlackHoled),
                new Fault("connections-unanswered", RedisFaults::unanswered));
    }

    // Written data is in the page cache, which outlives the process: nothing may be lost.
    private static void away(FaultContext context, long millis) {
        context.deployment.redis.kill();
        context.sleep(millis);
        context.deployment.redis.restart();
    }

    private static void paused(FaultContext context) {
        context.deployment.redis.pause();
        context.sleep(10_000);
        context.deployment.redis.resume();
    }

    private static void clientPause(FaultContext context) {
        context.deployment.directRedis.callOnce(redis -> redis.clientPause(2_500));
        context.sleep(2_500);
    }

    private static void slow(FaultContext context) {
        context.deployment.redisProxies.forEach(proxy -> proxy.replies.delay(50, 200));
        context.sleep(4_000);
        context.deployment.redisProxies.forEach(Proxy::heal);
    }

    private static void repliesCut(FaultContext context) {
        for (int i = 0; i < CUTS; i++) {
            var proxy =
                    context.deployment.redisProxies.get(context.random.nextInt(context.deployment.redisProxies.size()));
            proxy.replies.cutNext();
            context.sleep(200);
        }
        context.deployment.redisProxies.forEach(Proxy::heal);
    }

    private static void requestsBlackHoled(FaultContext context) {
        context.deployment.redisProxyOfApiServer(0).requests.hold();
        context.deployment
                .redisProxyOfGranter(context.deployment.tiers.leaderNumber())
                .requests
                .hold();
        context.sleep(3_000);
        context.deployment.redisProxies.forEach(Proxy::heal);
    }

    private static void repliesBlackHoled(FaultContext context) {
        context.deployment.redisProxyOfApiServer(0).replies.hold();
        context.deployment
                .redisProxyOfGranter(context.deployment.tiers.leaderNumber())
                .replies
                .hold();
        context.sleep(3_000);
        context.deployment.redisProxies.forEach(Proxy::heal);
    }

    private static void unanswered(FaultContext context) {
        context.deployment.redisProxies.forEach(proxy -> proxy.setAnswering(false));
        context.deployment.redisProxies.forEach(Proxy::cut);
        context.sleep(3_000);
        context.deployment.redisProxies.forEach(Proxy::heal);
    }
}
