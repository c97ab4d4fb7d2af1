package io.waitingroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A machine that loses its power: what Redis had written, but not synced, is gone. */
final class PowerFaults {
    private PowerFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("power-loss-everysec", scene -> {
                    lose(scene, "everysec");
                    scene.lost();
                }),
                new Fault("power-loss-always", scene -> lose(scene, "always")));
    }

    private static void lose(Scene scene, String policy) {
        var shim = Shim.build();
        var redis = scene.stage.redis;
        shim.restart(redis);
        scene.afterwards(scene.stage::freshRedis);
        scene.stage.store.ask(commands -> commands.configSet("appendfsync", policy));
        scene.pass(2_000 + scene.random.nextInt(1_000));
        redis.kill();
        cut(appendOnlyFile(redis.directory()), shim.synced());
        shim.again(redis);
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

    private static void cut(Path file, long size) {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
