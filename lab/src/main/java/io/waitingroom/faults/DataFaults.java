package io.waitingroom.faults;

import io.lettuce.core.FlushMode;
import io.waitingroom.fleet.Keys;
import io.waitingroom.fleet.RedisInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Faults of Redis's data, memory and disk. */
final class DataFaults {
    private static final int SURGE = 300;
    private static final long FREE_BYTES = 20_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private DataFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("scripts-flushed", DataFaults::scriptsFlushed),
                new Fault("group-destroyed", DataFaults::groupDestroyed),
                new Fault("everything-flushed", context -> context.trail.loseEverything()),
                new Fault("memory-limit", DataFaults::memoryLimit),
                new Fault("disk-full", DataFaults::prepareLimit, DataFaults::diskFull),
                new Fault("disk-full-always", DataFaults::prepareAlways, DataFaults::diskFullAlways));
    }

    private static void scriptsFlushed(FaultContext context) {
        for (int i = 0; i < 5; i++) {
            context.deployment.directRedis.callWithRetry(redis -> redis.scriptFlush(FlushMode.SYNC));
            context.sleep(200);
        }
    }

    private static void groupDestroyed(FaultContext context) {
        for (int i = 0; i < 5; i++) {
            context.deployment.directRedis.callWithRetry(redis -> redis.xgroupDestroy(Keys.of("stream"), "granters"));
            context.sleep(200);
        }
    }

    private static void memoryLimit(FaultContext context) {
        var used = Long.parseLong(
                context.deployment.directRedis.callWithRetry(RedisInfo::of).text("used_memory"));
        context.deployment.directRedis.callOnce(
                redis -> redis.configSet("maxmemory", Long.toString(used + FREE_BYTES)));
        context.crowd.arrive(SURGE);
        context.sleep(3_000);
        context.deployment.directRedis.callOnce(redis -> redis.configSet("maxmemory", "0"));
    }

    // Redis keeps its data in memory, refuses writes, and accepts them again once there is space.
    private static void diskFull(FaultContext context) {
        var redis = context.deployment.redis;
        FileSizeLimit.set(redis.pid(), FileSizeLimit.largestFile(redis.directory()));
        context.sleep(4_000);
        FileSizeLimit.lift(redis.pid());
        Waits.until(
                "Redis writes again",
                LIMIT,
                () -> context.deployment
                        .directRedis
                        .callWithRetry(commands -> commands.info("persistence"))
                        .contains("aof_last_write_status:ok"));
    }

    // With `appendfsync always` Redis must not continue after a failed write: it exits, and is started again.
    private static void diskFullAlways(FaultContext context) {
        var redis = context.deployment.redis;
        FileSizeLimit.set(redis.pid(), FileSizeLimit.largestFile(redis.directory()));
        redis.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        redis.restart();
    }

    private static void prepareLimit(FaultContext context) {
        FileSizeLimit.require();
        context.deployment.redis.kill();
        context.deployment.redis.restart(FileSizeLimit::ignoreSignal);
        context.deployment.tiers.complete();
    }

    private static void prepareAlways(FaultContext context) {
        prepareLimit(context);
        context.deployment.directRedis.callWithRetry(commands -> commands.configSet("appendfsync", "always"));
    }
}
