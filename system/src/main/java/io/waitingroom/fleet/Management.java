package io.waitingroom.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client of the management port of a process on this machine.
 *
 * @param port the management port, on loopback
 */
public record Management(int port) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final Pattern ROLE = Pattern.compile("\"role\":\"([a-z-]+)\"");

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns the role of the process (leader or standby); empty if the process is not ready. */
    public Optional<String> readyRole() {
        return get("/health/ready")
                .map(ROLE::matcher)
                .filter(role -> role.find())
                .map(role -> role.group(1));
    }

    /** Returns the value of a metric without tags; empty if the process has no such metric. */
    public Optional<Double> metric(String name) {
        return get("/metrics")
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(name + " "))
                        .map(line -> Double.valueOf(line.substring(name.length() + 1)))
                        .findFirst());
    }

    /**
     * Returns the sum of all values of a metric, with any tags; 0 if there is no such metric.
     *
     * @param tag a tag such as {@code area="heap"}, to sum only the values that have this tag; empty to sum all values
     * @throws IllegalStateException if the process does not answer
     */
    public double sum(String name, String tag) {
        var text = get("/metrics").orElseThrow(() -> new IllegalStateException(url() + " does not answer"));
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Optional<String> get(String path) {
        var request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            var response = CLIENT.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
