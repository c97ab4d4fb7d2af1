package io.waitingroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Simulates a power loss, in which Redis loses the data that it has written to its file but not synced to the disk. */
final class PowerFaults {
    private PowerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("power-loss-everysec", context -> prepare(context, "everysec"), context -> {
                    losePower(context);
                    context.markLoss();
                }),
                new Fault("power-loss-always", context -> prepare(context, "always"), PowerFaults::losePower));
    }

    private static void prepare(FaultContext context, String policy) {
        context.deployment.useShim(context);
        context.deployment.directRedis.callWithRetry(commands -> commands.configSet("appendfsync", policy));
    }

    private static void losePower(FaultContext context) {
        var redis = context.deployment.redis;
        context.sleep(context.random.nextInt(1_000));
        redis.kill();
        truncate(appendOnlyFile(redis.directory()), context.deployment.shim().syncedBytes());
        context.deployment.shim().start(redis);
    }

    private static Path appendOnlyFile(Path directory) {
        try (var files = Files.list(directory.resolve("appendonlydir"))) {
            return files.filter(file -> file.toString().endsWith(".incr.aof"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void truncate(Path file, long size) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
