package io.waitingroom.faults;

import io.lettuce.core.FlushMode;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.RedisInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What can happen to what Redis holds, and to the room that it has for it. */
final class DataFaults {
    private static final int SURGE = 300;
    private static final long ROOM_LEFT = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private DataFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("scripts-flushed", DataFaults::scriptsFlushed),
                new Fault("group-destroyed", DataFaults::groupDestroyed),
                new Fault("everything-flushed", scene -> scene.trail.loseEverything()),
                new Fault("memory-limit", DataFaults::memoryLimit),
                new Fault("disk-full", DataFaults::makeLimitable, DataFaults::diskFull),
                new Fault("disk-full-always", DataFaults::prepareAlways, DataFaults::diskFullAlways));
    }

    private static void scriptsFlushed(Scene scene) {
        for (int i = 0; i < 5; i++) {
            scene.stage.store.tell(redis -> redis.scriptFlush(FlushMode.SYNC));
            scene.pass(200);
        }
    }

    private static void groupDestroyed(Scene scene) {
        for (int i = 0; i < 5; i++) {
            scene.stage.store.tell(redis -> redis.xgroupDestroy(Keys.of("stream"), "granters"));
            scene.pass(200);
        }
    }

    private static void memoryLimit(Scene scene) {
        var used = Long.parseLong(scene.stage.store.ask(RedisInfo::of).text("used_memory"));
        scene.stage.store.tell(redis -> redis.configSet("maxmemory", Long.toString(used + ROOM_LEFT)));
        scene.crowd.arrive(SURGE);
        scene.pass(3_000);
        scene.stage.store.tell(redis -> redis.configSet("maxmemory", "0"));
    }

    // Redis goes on in memory, refuses to be written to, and writes again once there is room.
    private static void diskFull(Scene scene) {
        var redis = scene.stage.redis;
        FileSizeLimit.set(redis.pid(), FileSizeLimit.largestFile(redis.directory()));
        scene.pass(4_000);
        FileSizeLimit.lift(redis.pid());
        Patience.until(
                "Redis writes again",
                LIMIT,
                () -> scene.stage
                        .store
                        .ask(commands -> commands.info("persistence"))
                        .contains("aof_last_write_status:ok"));
    }

    // With `always` Redis must not go on without having written: it ends, and is started again.
    private static void diskFullAlways(Scene scene) {
        var redis = scene.stage.redis;
        FileSizeLimit.set(redis.pid(), FileSizeLimit.largestFile(redis.directory()));
        redis.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        redis.restart();
    }

    private static void makeLimitable(Scene scene) {
        FileSizeLimit.require();
        scene.stage.redis.kill();
        scene.stage.redis.restart(FileSizeLimit::survivable);
        scene.stage.tiers.complete();
    }

    private static void prepareAlways(Scene scene) {
        makeLimitable(scene);
        scene.stage.store.ask(commands -> commands.configSet("appendfsync", "always"));
    }
}
