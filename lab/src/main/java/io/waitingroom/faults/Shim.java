package io.waitingroom.faults;

import io.waitingroom.faults.Fault.CannotBeMadeException;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A wall clock that can be put wrong, and a witness of what was synced: a small library preloaded under a process. */
final class Shim {
    private static final int WRONG_BY = 0;
    private static final int SYNCED = 1;

    private final Path preloaded;
    private final Path shared;
    private final LongBuffer numbers;

    private Shim(Path preloaded, Path shared, LongBuffer numbers) {
        this.preloaded = preloaded;
        this.shared = shared;
        this.numbers = numbers;
    }

    /** @throws CannotBeMadeException where there is no C compiler, or no Redis that loads libraries */
    static Shim build() {
        var missing = !Programs.has("cc") ? "a C compiler (cc)" : "a dynamically linked redis-server in the path";
        if (!Programs.has("cc") || !Programs.has("redis-server")) {
            throw new CannotBeMadeException(missing + " is missing");
        }
        try {
            var directory = Files.createTempDirectory("waiting-room-shim");
            var source = directory.resolve("shim.c");
            try (var code = Shim.class.getResourceAsStream("shim.c")) {
                Files.copy(code, source);
            }
            var library = directory.resolve("shim.so");
            Programs.run("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString());
            return new Shim(library, directory.resolve("shared"), map(directory.resolve("shared")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LongBuffer map(Path file) throws IOException {
        try (var shared = new RandomAccessFile(file.toFile(), "rw")) {
            return shared.getChannel()
                    .map(MapMode.READ_WRITE, 0, 2 * Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asLongBuffer();
        }
    }

    /** What a process needs in its environment. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", preloaded.toString(), "WAITING_ROOM_SHIM", shared.toString());
    }

    /** Starts a Redis that has ended again, as this machine's own, with this under it: the one that came along is static. */
    void start(EmbeddedRedis redis) {
        redis.restart(builder -> {
            builder.command().set(0, Programs.find("redis-server").orElseThrow().getPath());
            builder.environment().putAll(environment());
        });
    }

    void putClockWrongBy(Duration time) {
        numbers.put(WRONG_BY, time.toSeconds());
    }

    /** How many bytes of the file that was synced last were there for certain. */
    long synced() {
        return numbers.get(SYNCED);
    }
}
