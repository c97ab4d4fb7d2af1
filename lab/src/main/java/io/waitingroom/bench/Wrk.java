package io.waitingroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Loads a server of this machine over HTTP, with wrk. */
final class Wrk implements AutoCloseable {
    private static final int CONNECTIONS = 64;
    /** Many, each of which waits long between its requests, so that what an answer takes hardly matters to the rate. */
    private static final int PACED_CONNECTIONS = 512;

    private static final Duration WARM_UP_STEP = Duration.ofSeconds(2);
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(40);
    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+) (\\d+)");

    /**
     * What was answered: how many requests, in how long, and how many of them as they should not be.
     *
     * @param p99 within which time 99 of 100 requests were
     */
    record Answered(long requests, Duration time, long failed, Duration p99) {
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

    /** @param names what names the sessions that the calls concern, for one that needs them: ids or permits */
    Wrk(HttpCall call, List<String> names) throws IOException {
        this.call = call;
        try (var source = Wrk.class.getResourceAsStream("requests.lua")) {
            Files.write(script, source.readAllBytes());
        }
        Files.write(sessions, names);
    }

    /** Loads a server that has just started, some of whose answers may come too late, until it has given so many. */
    void warmUp(int port, int requests) throws IOException {
        var end = System.nanoTime() + WARM_UP_LIMIT.toNanos();
        long answered = 0;
        while (answered < requests && System.nanoTime() < end) {
            answered += run(port, WARM_UP_STEP, CONNECTIONS, 0, "even").requests();
        }
    }

    /**
     * As many requests as it goes.
     *
     * @throws IllegalStateException if one of them fails
     */
    Answered load(int port, Duration time) throws IOException {
        return run(port, time, CONNECTIONS, 0, "even").requireAll();
    }

    /** So many requests a second, or as many as it goes where that is less. */
    Answered load(int port, Duration time, int perSecond) throws IOException {
        return paced(port, time, perSecond, "even");
    }

    /** {@link #load(int, Duration, int)} by people who know nothing of each other, so that answers can be timed. */
    Answered loadAtRandom(int port, Duration time, int perSecond) throws IOException {
        return paced(port, time, perSecond, "random");
    }

    private Answered paced(int port, Duration time, int perSecond, String waits) throws IOException {
        var connections = Math.min(PACED_CONNECTIONS, Math.max(1, perSecond / 10));
        return run(port, time, connections, connections * 1000 / perSecond, waits)
                .requireAll();
    }

    private Answered run(int port, Duration time, int connections, int waitMillis, String waits) throws IOException {
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
                call.named().name().toLowerCase(Locale.ROOT),
                call.action(),
                sessions.toString(),
                Integer.toString(waitMillis),
                waits));
        var result = lines.stream()
                .map(RESULT::matcher)
                .filter(found -> found.matches())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk said " + lines));
        return new Answered(
                Long.parseLong(result.group(1)),
                micros(result.group(2)),
                Long.parseLong(result.group(3)),
                micros(result.group(4)));
    }

    private static Duration micros(String text) {
        return Duration.of(Long.parseLong(text), ChronoUnit.MICROS);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(script);
        Files.deleteIfExists(sessions);
    }
}
