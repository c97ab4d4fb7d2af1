package io.waitingroom.fleet;

import io.waitingroom.testkit.EmbeddedRedis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Runs a whole waiting room as processes on this machine: Redis, API servers, granters. */
public final class LocalSystem implements AutoCloseable {
    private static final String API_SERVER = "io.waitingroom.api.ApiServer";
    private static final String SEAT_MAP = "io.waitingroom.seatmap.SeatMap";
    private static final String GRANTER_WORKER = "io.waitingroom.granter.GranterWorker";

    private final Consumer<String> output;
    private final List<Child> apiServers = new ArrayList<>();
    private final List<Child> granters = new ArrayList<>();
    private final List<Process> origins = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private EmbeddedRedis redis;
    private String redisUri;
    private boolean closed;

    /**
     * Creates a system that has no processes yet.
     *
     * @param output the function that receives each line that a process prints, after the name of the process
     */
    public LocalSystem(Consumer<String> output) {
        this.output = output;
    }

    /** Makes this system use an existing Redis, for all processes that are started later. */
    public synchronized void useRedis(String uri) {
        redisUri = uri;
    }

    /** Sets an environment variable for all API servers and granters that are started later. */
    public synchronized void setEnvironment(String name, String value) {
        environment.put(name, value);
    }

    /** Starts a Redis, which is stopped when this system is closed. */
    public synchronized EmbeddedRedis startRedis(String... settings) {
        requireOpen();
        redis = EmbeddedRedis.start(settings);
        redisUri = redis.uri();
        return redis;
    }

    public synchronized Child startApiServer(int port, String... flags) {
        var all = new ArrayList<>(List.of("--host=127.0.0.1", "--port=" + port));
        all.addAll(List.of(flags));
        return start("api-server-" + (apiServers.size() + 1), API_SERVER, all, apiServers);
    }

    public synchronized Child startGranter(List<String> flags) {
        return start("granter-" + (granters.size() + 1), GRANTER_WORKER, flags, granters);
    }

    /** Starts the seat map, a service that the room protects. The seat map is ready when it answers {@code /health}. */
    public synchronized Process startSeatMap(int port, String... flags) {
        requireOpen();
        var all = new ArrayList<>(List.of("--host=127.0.0.1", "--port=" + port));
        all.addAll(List.of(flags));
        var process = JavaProcess.start(SEAT_MAP, all, Map.of(), line -> output.accept("seat-map     | " + line));
        origins.add(process);
        return process;
    }

    private Child start(String name, String main, List<String> flags, List<Child> tier) {
        requireOpen();
        var environment = new HashMap<>(this.environment);
        environment.put("WAITING_ROOM_REDIS_URI", redisUri);
        Consumer<String> prefixed = line -> output.accept(String.format("%-12s | %s", name, line));
        var child = Child.start(name, main, EmbeddedRedis.freePort(), flags, environment, prefixed);
        tier.add(child);
        return child;
    }

    /** Returns all API servers that were started, followed by all granters that were started. */
    public synchronized List<Child> children() {
        var all = new ArrayList<>(apiServers);
        all.addAll(granters);
        return all;
    }

    private void requireOpen() {
        if (closed) {
            throw new CancellationException("the system is ending");
        }
    }

    /**
     * Stops all processes. The processes that serve clients are stopped first. After this, no process can be started.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        origins.forEach(process -> process.toHandle().destroy());
        apiServers.forEach(Child::terminate);
        apiServers.forEach(Child::awaitEnd);
        granters.forEach(Child::terminate);
        granters.forEach(Child::awaitEnd);
        if (redis != null) {
            redis.close();
        }
    }
}
