package io.waitingroom.bench;

import io.waitingroom.fleet.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The process of {@link StreamClients}, and what it has told so far. */
final class StreamReaders implements AutoCloseable {
    private final Path file = Files.createTempFile("sessions", ".txt");
    private final Map<Integer, Long> active = new ConcurrentHashMap<>();
    private final Process process;
    private volatile boolean open;
    private volatile long events;
    private volatile String closed = "";

    /** @param ids of the sessions that are followed */
    StreamReaders(int port, List<String> ids) throws IOException {
        Files.write(file, ids);
        process = JavaProcess.start(
                StreamClients.class.getName(), List.of(Integer.toString(port), file.toString()), Map.of(), this::heard);
    }

    private void heard(String line) {
        var words = line.split(" ", 3);
        switch (words[0]) {
            case "OPEN" -> open = true;
            case "EVENTS" -> events = Long.parseLong(words[1]);
            case "ACTIVE" -> active.putIfAbsent(Integer.parseInt(words[1]), Long.parseLong(words[2]));
            default -> closed = line;
        }
    }

    /**
     * Whether all of them have been told where they stand.
     *
     * @throws IllegalStateException if a stream has ended, or the process has
     */
    boolean areOpen() {
        if (!closed.isEmpty() || !process.isAlive()) {
            throw new IllegalStateException("the process of those who follow said: " + closed);
        }
        return open;
    }

    /** When each of those who know that they are ACTIVE was told so, µs of this machine's clock. */
    Map<Integer, Long> active() {
        return active;
    }

    /** What they have been told so far, in all. */
    long events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(file);
    }
}
