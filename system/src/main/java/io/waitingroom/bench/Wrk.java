package io.waitingroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Loads a server of this machine over HTTP, with wrk. */
final class Wrk implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    /** Many, each of which waits long between its requests, so that what an answer takes hardly matters to the rate. */
    private static final int PACED_CONNECTIONS = 512;

    private static final Duration WARM_UP_STEP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(40);
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+)");

    /** What was answered: how many requests, in how long, and how many of them as they should not be. */
    record Answered(long requests, Duration time, long failed) {
        private Answered requireAll() {
            if (failed > 0) {
                throw new IllegalStateException(failed + " of " + requests + " requests failed");
            }
            return this;
        }

        double perSecond() {
            return requests / (time.toNanos() / 1e9);
        }
    }

    private final Path script = Files.createTempFile("requests", ".lua");
    private final Path sessions = Files.createTempFile("sessions", ".txt");
    private final HttpCall call;

    /** @param ids of the sessions that the calls concern, for one that needs them */
    Wrk(HttpCall call, List<String> ids) throws IOException {
        this.call = call;
        try (var source = Wrk.class.getResourceAsStream("requests.lua")) {
            Files.write(script, source.readAllBytes());
        }
        Files.write(sessions, ids);
    }

    /** Loads a server that has just started, some of whose answers may come too late, until it has given so many. */
    void warmUp(int port, int requests) throws IOException {
        var end = System.nanoTime() + WARM_UP_LIMIT.toNanos();
        long answered = 0;
        while (answered < requests && System.nanoTime() < end) {
            answered += run(port, WARM_UP_STEP, CONNECTIONS, 0).requests();
        }
    }

    /**
     * As many requests as it goes.
     *
     * @throws IllegalStateException if one of them fails
     */
    Answered load(int port, Duration time) throws IOException {
        return run(port, time, CONNECTIONS, 0).requireAll();
    }

    /** So many requests a second, or as many as it goes where that is less. */
    Answered load(int port, Duration time, int perSecond) throws IOException {
        var connections = Math.min(PACED_CONNECTIONS, Math.max(1, perSecond / 10));
        return run(port, time, connections, connections * 1000 / perSecond).requireAll();
    }

    private Answered run(int port, Duration time, int connections, int waitMillis) throws IOException {
        var lines = Run.lines(List.of(
                Tool.WRK.command(),
                "-t1",
                "-c" + connections,
                "-d" + time.toSeconds() + "s",
                "-s" + script,
                "http://127.0.0.1:" + port,
                "--",
                call.method(),
                HttpCall.PATH,
                call.action(),
                call.needsSession() ? sessions.toString() : "",
                Integer.toString(waitMillis)));
        var result = lines.stream()
                .map(RESULT::matcher)
                .filter(found -> found.matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk said " + lines));
        return new Answered(
                Long.parseLong(result.group(1)),
                Duration.ofNanos(Long.parseLong(result.group(2)) * 1000),
                Long.parseLong(result.group(3)));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(script);
        Files.deleteIfExists(sessions);
    }
}
