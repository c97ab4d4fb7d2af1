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

    private static final Pattern RESULT = Pattern.compile("RESULT (\\d+) (\\d+) (\\d+)");

    /** What was answered: how many requests, in how long. */
    record Answered(long requests, Duration time) {
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

    /** As many requests as it goes. */
    Answered load(int port, Duration time) throws IOException {
        return run(port, time, CONNECTIONS, 0);
    }

    /** So many requests a second, or as many as it goes where that is less. */
    Answered load(int port, Duration time, int perSecond) throws IOException {
        return run(port, time, PACED_CONNECTIONS, PACED_CONNECTIONS * 1000 / perSecond);
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
        if (!result.group(3).equals("0")) {
            throw new IllegalStateException(result.group(3) + " of " + result.group(1) + " requests failed");
        }
        return new Answered(Long.parseLong(result.group(1)), Duration.ofNanos(Long.parseLong(result.group(2)) * 1000));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(script);
        Files.deleteIfExists(sessions);
    }
}
