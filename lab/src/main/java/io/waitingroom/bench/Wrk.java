package io.waitingroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Puts HTTP load on a server on this machine, with the load generator wrk. */
final class Wrk implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    /**
     * The maximum number of connections for a load at a fixed rate. Each connection pauses before each request. With many
     * connections, the pauses are long, and the response time hardly affects the rate.
     */
    private static final int PACED_CONNECTIONS = 512;

    private static final Duration WARM_UP_STEP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(40);
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+)");

    /**
     * The result of a load.
     *
     * @param requests the number of responses
     * @param time the duration of the load
     * @param failed the number of connection errors, timeouts and responses with an error status
     * @param p99 the 99th percentile of the latency
     */
    record Result(long requests, Duration time, long failed, Duration p99) {
        private Result requireAll() {
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
    private final Path credentialsFile = Files.createTempFile("credentials", ".txt");
    private final HttpCall call;

    /**
     * Creates a load generator for one kind of call.
     *
     * @param credentials the session ids or permits that the requests carry, one after the other; empty for a call that needs
     *     no session
     */
    Wrk(HttpCall call, List<String> credentials) throws IOException {
        this.call = call;
        try (var source = Wrk.class.getResourceAsStream("requests.lua")) {
            Files.write(script, source.readAllBytes());
        }
        Files.write(credentialsFile, credentials);
    }

    /**
     * Sends requests at full speed to a newly started server until the server has answered the given number of requests, or
     * until 40 s have passed. Unlike {@link #load(int, Duration)}, this method accepts late and failed requests.
     */
    void warmUp(int port, int requests) throws IOException {
        var deadline = System.nanoTime() + WARM_UP_LIMIT.toNanos();
        long answered = 0;
        while (answered < requests && System.nanoTime() < deadline) {
            answered += run(port, WARM_UP_STEP, CONNECTIONS, 0, "even").requests();
        }
    }

    /**
     * Sends requests at full speed.
     *
     * @throws IllegalStateException if a request fails
     */
    Result load(int port, Duration time) throws IOException {
        return run(port, time, CONNECTIONS, 0, "even").requireAll();
    }

    /**
     * Sends requests at the given rate. If the server is too slow for this rate, sends them as fast as the server answers.
     *
     * @throws IllegalStateException if a request fails
     */
    Result load(int port, Duration time, int perSecond) throws IOException {
        return paced(port, time, perSecond, "even");
    }

    /**
     * Does the same as {@link #load(int, Duration, int)}, but the pauses have random lengths, as if the clients were independent.
     * Use this method to measure latency.
     */
    Result loadAtRandom(int port, Duration time, int perSecond) throws IOException {
        return paced(port, time, perSecond, "random");
    }

    private Result paced(int port, Duration time, int perSecond, String pauses) throws IOException {
        var connections = Math.min(PACED_CONNECTIONS, Math.max(1, perSecond / 10));
        return run(port, time, connections, connections * 1000 / perSecond, pauses)
                .requireAll();
    }

    private Result run(int port, Duration time, int connections, int pauseMillis, String pauses) throws IOException {
        var lines = Run.lines(List.of(
                Tool.WRK.command(),
                "-t1",
                "-c" + connections,
                "-d" + time.toSeconds() + "s",
                "-s" + script,
                "http://127.0.0.1:" + port,
                "--",
                call.method(),
                call.path(),
                call.idLocation().name().toLowerCase(Locale.ROOT),
                call.action(),
                credentialsFile.toString(),
                Integer.toString(pauseMillis),
                pauses));
        var figures = lines.stream()
                .map(RESULT::matcher)
                .filter(found -> found.matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unexpected output of wrk: " + lines));
        return new Result(
                Long.parseLong(figures.group(1)),
                micros(figures.group(2)),
                Long.parseLong(figures.group(3)),
                micros(figures.group(4)));
    }

    private static Duration micros(String text) {
        return Duration.of(Long.parseLong(text), ChronoUnit.MICROS);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(script);
        Files.deleteIfExists(credentialsFile);
    }
}
