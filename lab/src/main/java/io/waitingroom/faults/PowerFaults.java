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
                new Fault("power-loss-everysec", scene -> prepare(scene, "everysec"), scene -> {
                    lose(scene);
                    scene.lost();
                }),
                new Fault("power-loss-always", scene -> prepare(scene, "always"), PowerFaults::lose));
    }

    private static void prepare(Scene scene, String policy) {
        scene.stage.useShim(scene);
        scene.stage.store.ask(commands -> commands.configSet("appendfsync", policy));
    }

    private static void lose(Scene scene) {
        var redis = scene.stage.redis;
        scene.pass(scene.random.nextInt(1_000));
        redis.kill();
        cut(appendOnlyFile(redis.directory()), scene.stage.shim().synced());
        scene.stage.shim().start(redis);
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
