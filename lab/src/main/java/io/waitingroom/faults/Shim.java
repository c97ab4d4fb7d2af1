package io.waitingroom.faults;

import io.waitingroom.faults.Fault.UnsupportedFaultException;
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

/**
 * A library that is preloaded into a process. It can shift the wall clock of the process, and it notes how many bytes of a file
 * the process has synced to the disk.
 */
final class Shim {
    private static final int CLOCK_OFFSET = 0;
    private static final int SYNCED_BYTES = 1;

    private final Path preloaded;
    private final Path shared;
    private final LongBuffer numbers;

    private Shim(Path preloaded, Path shared, LongBuffer numbers) {
        this.preloaded = preloaded;
        this.shared = shared;
        this.numbers = numbers;
    }

    /**
     * Compiles the library.
     *
     * @throws UnsupportedFaultException if this machine has no C compiler, or no dynamically linked Redis
     */
    static Shim build() {
        var missing = !Programs.has("cc") ? "a C compiler (cc)" : "a dynamically linked redis-server in the path";
        if (!Programs.has("cc") || !Programs.has("redis-server")) {
            throw new UnsupportedFaultException(missing + " is missing");
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

    /** Returns the environment variables that preload the library. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", preloaded.toString(), "WAITING_ROOM_SHIM", shared.toString());
    }

    /**
     * Restarts an ended Redis with the library. Runs this machine's redis-server, because the embedded one is statically linked
     * and cannot preload a library.
     */
    void start(EmbeddedRedis redis) {
        redis.restart(builder -> {
            builder.command().set(0, Programs.find("redis-server").orElseThrow().getPath());
            builder.environment().putAll(environment());
        });
    }

    void shiftClock(Duration offset) {
        numbers.put(CLOCK_OFFSET, offset.toSeconds());
    }

    /** Returns how many bytes of the file that was synced last are certainly on the disk. */
    long syncedBytes() {
        return numbers.get(SYNCED_BYTES);
    }
}
