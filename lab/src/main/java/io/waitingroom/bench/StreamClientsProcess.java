package io.waitingroom.bench;

import io.waitingroom.fleet.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs {@link StreamClients} as a process and collects its output. */
final class StreamClientsProcess implements AutoCloseable {
    private final Path file = Files.createTempFile("sessions", ".txt");
    private final Map<Integer, Long> activeSince = new ConcurrentHashMap<>();
    private final Process process;
    private volatile boolean open;
    private volatile long events;
    private volatile String failure = "";

    /** @param ids the ids of the sessions whose streams are opened */
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

    /** Returns when each client learned that its session is ACTIVE, in microseconds of the machine's time. */
    Map<Integer, Long> activeSince() {
        return activeSince;
    }

    /** Returns the total number of events so far. */
    long events() {
        return events;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(file);
    }
}
