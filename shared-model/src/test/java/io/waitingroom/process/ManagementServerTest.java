package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ManagementServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Readiness readiness = new Readiness() {
        @Override
        public List<String> problems() {
            return problems;
        }

        @Override
        public Map<String, String> details() {
            return Map.of("role", "standby");
        }
    };

    @AutoClose
    private final ManagementServer server = ManagementServer.start(flags(0), Metrics.registry(), readiness);

    @Test
    void processWithoutProblemsIsReady() throws Exception {
        var response = get("/health/ready");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"UP\",\"role\":\"standby\",\"problems\":[]}");
    }

    @Test
    void processWithProblemsIsNotReadyAndListsThem() throws Exception {
        problems.add("Redis: \"away\"");
        var response = get("/health/ready");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"DOWN\",\"role\":\"standby\",\"problems\":[\"Redis: \\\"away\\\"\"]}");
        problems.clear();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void processWithProblemsIsStillAlive() throws Exception {
        problems.add("Redis is away");
        var response = get("/health/live");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("UP").doesNotContain("Redis");
    }

    @Test
    void metricsAreServedInPrometheusFormat() throws Exception {
        assertThat(get("/metrics").body()).contains("# TYPE jvm_memory_used_bytes gauge", "process_uptime_seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "/health/live, 200, application/json",
        "/health/ready, 200, application/json",
        "/metrics, 200, text/plain; version=0.0.4; charset=utf-8",
        "/, 404, application/json",
        "/health, 404, application/json",
        "/sessions, 404, application/json"
    })
    void responseHasItsStatusAndTypeAndIsNotCached(String path, int status, String type) throws Exception {
        var response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains(type);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    // Probes such as `wget --spider` send HEAD requests.
    @Test
    void headRequestReturnsTheStatus() throws Exception {
        problems.add("Redis is away");
        for (int i = 0; i < 3; i++) {
            assertThat(send("HEAD", "/health/live").statusCode()).isEqualTo(200);
            assertThat(send("HEAD", "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void portInUseIsAnUnusableFlag() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var flags = flags(taken.getLocalPort());
            assertThatThrownBy(() -> ManagementServer.start(flags, Metrics.registry(), readiness))
                    .isInstanceOf(UnusableFlagException.class)
                    .hasMessageStartingWith("--management-port: " + taken.getLocalPort() + " cannot be used");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + server.port() + path);
        var request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ManagementFlags flags(int port) {
        return CommandLine.populateCommand(
                new ManagementFlags(), "--management-host=127.0.0.1", "--management-port=" + port);
    }
}
