package io.waitingroom.bench;

import io.waitingroom.fleet.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs {@link StreamClients} as a separate process and collects the output of the process. */
final class StreamClientsProcess implements AutoCloseable {
    private final Path file = Files.createTempFile("sessions", ".txt");
    private final Map<Integer, Long> activeSince = new ConcurrentHashMap<>();
    private final Process process;
    private volatile boolean open;
    private volatile long events;
    private volatile String failure = "";

    /** @param ids the ids of the sessions whose streams the clients open */
    StreamClientsProcess(int port, List<String> ids) throws IOException {
        Files.write(file, ids);
        process = JavaProcess.start(
                StreamClients.class.getName(),
                List.of(Integer.toString(port), file.toString()),
                Map.of(),
                this::readLine);
    }

    private void readLine(String line) {
        var words = line.split(" ", 3);
        switch (words[0]) {
            case "OPEN" -> open = true;
            case "EVENTS" -> events = Long.parseLong(words[1]);
            case "ACTIVE" -> activeSince.putIfAbsent(Integer.parseInt(words[1]), Long.parseLong(words[2]));
            default -> failure = line;
        }
    }

    /**
     * Returns whether all clients have received their first event.
     *
     * @throws IllegalStateException if a connection or the process has ended
     */
    boolean areOpen() {
        if (!failure.isEmpty() || !process.isAlive()) {
            throw new IllegalStateException("the stream clients failed: " + failure);
        }
        return open;
    }

    /**
     * Returns the times at which clients learned that their sessions are ACTIVE. A key is the number of a client. A value is a
     * time from {@link StreamClients#micros}.
     */
    Map<Integer, Long> activeSince() {
        return activeSince;
    }

    /** Returns the total number of events that all clients have received so far. */
    long events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(file);
    }
}
