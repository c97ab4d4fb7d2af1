package io.waitingroom.hostile;

import io.waitingroom.fleet.Child;
import io.waitingroom.fleet.LocalSystem;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A waiting room of its own to attack: Redis, a granter, and one API server with little memory. */
final class AttackedSystem implements AutoCloseable {
    /** Most connections at once: fewer than an attack opens. */
    static final int CONNECTIONS = 800;

    static final int HEAP_MEGABYTES = 128;
    /** Joins of one client in an hour. */
    static final int JOINS = 100;

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Pattern ID = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("\"status\":\"([A-Z]+)\"");

    private final LocalSystem system;
    private final Child api;
    private final int port;
    private final String victim;

    private AttackedSystem(LocalSystem system, Child api, int port) throws IOException {
        this.system = system;
        this.api = api;
        this.port = port;
        victim = id(exchange(Requests.post(Requests.SESSIONS)).body());
    }

    /** Starts everything and waits until it is ready. */
    static AttackedSystem start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /** The same with flags of the granter's. */
    static AttackedSystem start(List<String> granterFlags) throws IOException, InterruptedException {
        Queue<String> output = new ConcurrentLinkedQueue<>();
        var system = new LocalSystem(output::add);
        Runtime.getRuntime().addShutdownHook(new Thread(system::close));
        system.startRedis("--maxmemory-policy", "noeviction");
        system.setEnvironment("JDK_JAVA_OPTIONS", "-Xmx" + HEAP_MEGABYTES + "m");
        var port = EmbeddedRedis.freePort();
        var api = system.startApiServer(
                port,
                "--max-connections=" + CONNECTIONS,
                "--join-rate-per-client=" + JOINS + "/h",
                "--trusted-proxies=127.0.0.1");
        system.startGranter(granterFlags);
        var end = System.nanoTime() + START_LIMIT.toNanos();
        while (!system.children().stream()
                .allMatch(child -> child.management().readyRole().isPresent())) {
            if (System.nanoTime() > end) {
                system.close();
                throw new IllegalStateException("the system did not become ready: " + output);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return new AttackedSystem(system, api, port);
    }

    int port() {
        return port;
    }

    /** A session that only its holder may end. */
    String victim() {
        return victim;
    }

    /** A new session's id. */
    String join() throws IOException {
        return id(exchange(Requests.post(Requests.SESSIONS, Requests.fromAnother()))
                .body());
    }

    boolean victimIsUnharmed() throws IOException {
        var status = STATUS.matcher(
                exchange(Requests.head("GET", Requests.one(victim))).body());
        return status.find() && !status.group(1).equals("LEFT");
    }

    ApiFigures figures() {
        return ApiFigures.of(api.management());
    }

    /** Lets the API server collect its garbage, so that its heap is what it needs. */
    void collectGarbage() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(api.process().pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** The session's id in the answer to a join. */
    static String id(String joined) {
        var id = ID.matcher(joined);
        if (!id.find()) {
            throw new IllegalStateException("no session: " + joined);
        }
        return id.group(1);
    }

    private RawClient.Answer exchange(String request) throws IOException {
        try (var connection = new RawClient(port)) {
            connection.send(Requests.bytes(request));
            return connection.answer();
        }
    }

    @Override
    public void close() {
        system.close();
    }
}
