package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.Sale;
import io.waitingroom.system.SessionClient;
import io.waitingroom.testkit.EmbeddedRedis;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx in front of everything, which asks for each request. */
class NginxTest extends Returned {
    private static final int PORT = EmbeddedRedis.freePort();

    @TempDir
    private static Path directory;

    private static Hall hall;
    private static Origin origin;
    private static RunningProgram nginx;

    @BeforeAll
    static void start() throws IOException {
        var program = Installed.require("nginx");
        hall = new Hall("--permit-ttl=1m", "--allowed-origins=" + ALLOWED_ORIGIN);
        origin = new Origin();
        var example = Installed.example("nginx");
        Files.createDirectory(directory.resolve("tmp"));
        for (var file : List.of("nginx.conf", "logging.conf", "problems.conf", "service.conf")) {
            copy(example.resolve(file));
        }
        var listen = Files.readString(example.resolve("listen.conf")).replace("8080", Integer.toString(PORT));
        Files.writeString(directory.resolve("listen.conf"), hasV6() ? listen : "listen " + PORT + ";");
        var upstreams = Files.readString(example.resolve("upstreams.conf"))
                .replace("api:8080", "127.0.0.1:" + hall.port)
                .replace("seat-map:8090", "127.0.0.1:" + origin.port());
        Files.writeString(directory.resolve("upstreams.conf"), upstreams);
        var configuration = directory.resolve("nginx.conf").toString();
        nginx = new RunningProgram(
                directory,
                Map.of(),
                PORT,
                program.toString(),
                "-e",
                "stderr",
                "-p",
                directory.toString(),
                "-c",
                configuration);
    }

    private static boolean hasV6() {
        try (var any = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return any.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    // Its files go beside it, so that several may run on a machine.
    private static void copy(Path file) throws IOException {
        Files.writeString(
                directory.resolve(file.getFileName()),
                Files.readString(file)
                        .replace(" /tmp/", " " + directory.resolve("tmp") + "/")
                        .replace("worker_processes auto;", "worker_processes 1; user root;"));
    }

    @AfterAll
    static void end() {
        nginx.close();
        origin.close();
        hall.close();
    }

    @Override
    int port() {
        return PORT;
    }

    @Override
    Hall hall() {
        return hall;
    }

    @Override
    List<String> requests() {
        return origin.requests();
    }

    @Override
    String waitingPage() {
        return "/waiting-room";
    }

    @Override
    String next(String target) {
        return URLEncoder.encode(target, StandardCharsets.UTF_8);
    }

    // nginx refuses it itself, with or without a waiting room.
    @Override
    boolean takesBareEscapes() {
        return false;
    }

    @Test
    void aPersonWaitsIsLetInLeavesAndIsOutAtOnce() {
        var visitor = new SessionClient(PORT);
        var second = visitor.join().join();
        var browser = browser().holding("waiting-room-session", second);
        assertRefused(browser.get("/seats"), "/seats");
        visitor.leave(session()).join();
        Sale.await().until(() -> visitor.status(second).equals("ACTIVE"));
        var going =
                browser.post("/waiting-room/go", "next=%2Fseats", "Content-Type: application/x-www-form-urlencoded");
        assertThat(going.header("location")).isEqualTo("/seats");
        assertThat(browser.get("/seats").isFromInside()).isTrue();

        assertThat(browser.post("/api/waiting-room/sessions:leave", "").status())
                .isEqualTo(204);
        var kept = browser().holding("waiting-room-session", second);
        assertThat(kept.get("/seats", "Accept: */*").status()).isEqualTo(401);
    }

    @Test
    void aSearchEngineIsAskedToComeAgainLater() {
        var answer = browser().get("/seats", "Accept: text/html", "User-Agent: Googlebot/2.1");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("300");
    }

    @Test
    void theServiceEndsTheSessionByAHeaderThatNobodyElseSees() {
        var visitor = new SessionClient(PORT);
        var next = visitor.join().join();
        var answer = insider().post("/buy", "seat=A1", "Origin: http://localhost:" + PORT);
        assertThat(answer.isFromInside()).isTrue();
        assertThat(answer.headers()).doesNotContainKey("waiting-room-leave");
        Sale.await().until(() -> visitor.status(session()).equals("LEFT"));
        Sale.await().until(() -> visitor.status(next).equals("ACTIVE"));
        visitor.leave(next).join();
    }

    @Test
    void itIsThereForBothKindsOfAddress() throws IOException {
        Assumptions.assumeTrue(hasV6(), "this machine has no IPv6");
        for (var address : List.of("127.0.0.1", "::1")) {
            try (var socket = new Socket(address, PORT)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    @Test
    void noOtherAnswerEndsIt() {
        insider().get("/seats");
        browser().post("/buy", "");
        assertThat(new SessionClient(PORT).status(session())).isEqualTo("ACTIVE");
    }

    @Test
    void aStaticFileIsFetchedOnceForEverybody() {
        var target = "/static/once.css";
        for (int i = 0; i < 5; i++) {
            assertThat(browser().get(target).status()).isEqualTo(200);
        }
        assertThat(origin.requests()).filteredOn(("GET " + target)::equals).hasSize(1);
    }

    @Test
    void theServiceGetsThePathThatWasJudged() {
        browser().get("/seats/../static/%6audged.css");
        assertThat(origin.requests()).contains("GET /static/judged.css");
        assertThat(browser().send("POST", "/static/seats.css", "").status()).isEqualTo(403);
    }

    @Test
    void whileItCannotBeToldNobodyIsLetInAndThatIsSaidWithinTwoSeconds() {
        hall.hang();
        try {
            var begun = System.nanoTime();
            var answer = insider().get("/seats");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(2500));
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("retry-after")).isEqualTo("2");
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"title\":\"Service Unavailable\",\"status\":503");
            assertThat(insider().post("/seats", "x".repeat(100_000)).status()).isEqualTo(503);
        } finally {
            hall.wake();
        }
        Sale.await().until(() -> insider().get("/seats").isFromInside());
    }

    @Test
    void theStatusThatIsLoggedIsTheOneThatTheClientGot() {
        insider().get("/seats?status");
        browser().get("/seats?status");
        browser().get("/seats?status", "Accept: */*");
        Sale.await()
                .untilAsserted(() -> assertThat(String.join("\n", nginx.lines()))
                        .contains("\"GET /seats\" 200 ", "\"GET /seats\" 303 ", "\"GET /seats\" 401 ")
                        .doesNotContain("\"GET /seats\" 204 "));
    }

    @Test
    void ofAnAddressOfIpV6TheNetworkAloneIsLogged() throws IOException {
        Assumptions.assumeTrue(hasV6(), "this machine has no IPv6");
        try (var socket = new Socket("::1", PORT)) {
            socket.getOutputStream().write("GET /v6 HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        Sale.await().until(() -> nginx.lines().stream().anyMatch(line -> line.startsWith("(other) [")));
        assertThat(nginx.lines()).noneMatch(line -> line.startsWith("::1"));
    }

    @Test
    void neitherIdsNorPermitsAreLogged() {
        insider().get("/seats?waiting-room-permit=" + permit());
        browser().get("/api/waiting-room/sessions/" + session());
        Sale.await()
                .until(() -> nginx.lines().stream()
                        .anyMatch(line -> line.contains("/sessions/" + session().substring(0, 14) + "...")));
        assertThat(String.join("\n", nginx.lines()))
                .contains("GET /seats")
                .contains("127.0.0.0 [")
                .doesNotContain(session(), permit(), permit().substring(100, 140), "127.0.0.1 [");
    }
}
