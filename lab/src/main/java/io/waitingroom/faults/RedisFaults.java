package io.waitingroom.faults;

import java.util.List;

/** What can happen to Redis, and on the way to it, without anything being lost. */
final class RedisFaults {
    private static final int CUTS = 8;

    private RedisFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("redis-killed", scene -> away(scene, 300)),
                new Fault("redis-away", scene -> away(scene, Tiers.TTL.toMillis() + 2_000)),
                new Fault("redis-paused", RedisFaults::paused),
                new Fault("redis-client-pause", RedisFaults::clientPause),
                new Fault("redis-slow", RedisFaults::slow),
                new Fault("replies-cut", RedisFaults::repliesCut),
                new Fault("requests-black-holed", RedisFaults::requestsBlackHoled),
                new Fault("replies-black-holed", RedisFaults::repliesBlackHoled),
                new Fault("connections-unanswered", RedisFaults::unanswered));
    }

    // What a process had written is in the page cache, which outlives it: nothing may be lost.
    private static void away(Scene scene, long millis) {
        scene.stage.redis.kill();
        scene.pass(millis);
        scene.stage.redis.restart();
    }

    private static void paused(Scene scene) {
        scene.stage.redis.pause();
        scene.pass(10_000);
        scene.stage.redis.resume();
    }

    private static void clientPause(Scene scene) {
        scene.stage.store.tell(redis -> redis.clientPause(2_500));
        scene.pass(2_500);
    }

    private static void slow(Scene scene) {
        scene.stage.proxies.forEach(proxy -> proxy.replies.delay(50, 200));
        scene.pass(4_000);
        scene.stage.proxies.forEach(Proxy::heal);
    }

    private static void repliesCut(Scene scene) {
        for (int i = 0; i < CUTS; i++) {
            var proxy = scene.stage.proxies.get(scene.random.nextInt(scene.stage.proxies.size()));
            proxy.replies.cutNext();
            scene.pass(200);
        }
        scene.stage.proxies.forEach(Proxy::heal);
    }

    private static void requestsBlackHoled(Scene scene) {
        scene.stage.ofApiServer(0).requests.hold();
        scene.stage.ofGranter(scene.stage.tiers.leader()).requests.hold();
        scene.pass(3_000);
        scene.stage.proxies.forEach(Proxy::heal);
    }

    private static void repliesBlackHoled(Scene scene) {
        scene.stage.ofApiServer(0).replies.hold();
        scene.stage.ofGranter(scene.stage.tiers.leader()).replies.hold();
        scene.pass(3_000);
        scene.stage.proxies.forEach(Proxy::heal);
    }

    private static void unanswered(Scene scene) {
        scene.stage.proxies.forEach(proxy -> proxy.answer(false));
        scene.stage.proxies.forEach(Proxy::cut);
        scene.pass(3_000);
        scene.stage.proxies.forEach(Proxy::heal);
    }
}
