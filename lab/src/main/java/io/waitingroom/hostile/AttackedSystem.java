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

/** The waiting room that is attacked: Redis, a granter, and one API server with little memory. */
final class AttackedSystem implements AutoCloseable {
    /** The API server's limit for connections, which is lower than the number of connections that an attack opens. */
    static final int MAX_CONNECTIONS = 800;

    static final int HEAP_MEGABYTES = 128;
    /** The limit for joins per client and hour. */
    static final int MAX_JOINS = 100;

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

    /** Starts Redis, the granter and the API server, and waits until they are ready. */
    static AttackedSystem start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /** Starts Redis, the granter with these flags, and the API server. Waits until they are ready. */
    static AttackedSystem start(List<String> granterFlags) throws IOException, InterruptedException {
        Queue<String> output = new ConcurrentLinkedQueue<>();
        var system = new LocalSystem(output::add);
        Runtime.getRuntime().addShutdownHook(new Thread(system::close));
        system.startRedis("--maxmemory-policy", "noeviction");
        system.setEnvironment("JDK_JAVA_OPTIONS", "-Xmx" + HEAP_MEGABYTES + "m");
        var port = EmbeddedRedis.freePort();
        var api = system.startApiServer(
                port,
                "--max-connections=" + MAX_CONNECTIONS,
                "--join-rate-per-client=" + MAX_JOINS + "/h",
                "--trusted-proxies=127.0.0.1");
        system.startGranter(granterFlags);
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!system.children().stream()
                .allMatch(child -> child.management().readyRole().isPresent())) {
            if (System.nanoTime() > deadline) {
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

    /** Returns the id of a session that attacks must not be able to end. */
    String victim() {
        return victim;
    }

    /** Joins as a new client and returns the session id. */
    String join() throws IOException {
        return id(exchange(Requests.post(Requests.SESSIONS, Requests.fromNewClient()))
                .body());
    }

    boolean victimIsUnharmed() throws IOException {
        var status = STATUS.matcher(
                exchange(Requests.head("GET", Requests.sessionPath(victim))).body());
        return status.find() && !status.group(1).equals("LEFT");
    }

    ApiFigures figures() {
        return ApiFigures.of(api.management());
    }

    /** Runs a garbage collection in the API server. After it, the used heap contains no garbage. */
    void collectGarbage() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(api.process().pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Returns the session id in the response body of a join. */
    static String id(String body) {
        var id = ID.matcher(body);
        if (!id.find()) {
            throw new IllegalStateException("no session id in the response: " + body);
        }
        return id.group(1);
    }

    private RawClient.Response exchange(String request) throws IOException {
        try (var connection = new RawClient(port)) {
            connection.send(Requests.bytes(request));
            return connection.readResponse();
        }
    }

    @Override
    public void close() {
        system.close();
    }
}
