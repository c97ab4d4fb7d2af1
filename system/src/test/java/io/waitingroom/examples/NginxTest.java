package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.SessionClient;
import io.waitingroom.system.TestSystem;
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

/** Tests nginx in front of all paths. It asks the API server about each request. */
class NginxTest extends ReturnAddressContract {
    private static final int PORT = EmbeddedRedis.freePort();

    @TempDir
    private static Path directory;

    private static TestWaitingRoom room;
    private static Origin origin;
    private static RunningProgram nginx;

    @BeforeAll
    static void start() throws IOException {
        var program = Installed.require("nginx");
        room = new TestWaitingRoom("--permit-ttl=1m", "--allowed-origins=" + ALLOWED_ORIGIN);
        origin = new Origin();
        var example = Installed.example("nginx");
        Files.createDirectory(directory.resolve("tmp"));
        for (var file : List.of("nginx.conf", "logging.conf", "problems.conf", "service.conf")) {
            copy(example.resolve(file));
        }
        var listen = Files.readString(example.resolve("listen.conf")).replace("8080", Integer.toString(PORT));
        Files.writeString(directory.resolve("listen.conf"), hasV6() ? listen : "listen " + PORT + ";");
        var upstreams = Files.readString(example.resolve("upstreams.conf"))
                .replace("api:8080", "127.0.0.1:" + room.port)
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

    // All of nginx's files go into the test's directory, so that several tests can run on one machine.
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
        room.close();
    }

    @Override
    int port() {
        return PORT;
    }

    @Override
    TestWaitingRoom room() {
        return room;
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

    // nginx itself refuses such a path, with or without a waiting room.
    @Override
    boolean acceptsBarePercentSigns() {
        return false;
    }

    @Test
    void accessEndsAtOnceAfterLeave() {
        var visitor = new SessionClient(PORT);
        var second = visitor.join().join();
        var browser = browser().withCookie("waiting-room-session", second);
        assertRefused(browser.get("/seats"), "/seats");
        visitor.leave(session()).join();
        TestSystem.await().until(() -> visitor.status(second).equals("ACTIVE"));
        var continuation =
                browser.post("/waiting-room/go", "next=%2Fseats", "Content-Type: application/x-www-form-urlencoded");
        assertThat(continuation.header("location")).isEqualTo("/seats");
        assertThat(browser.get("/seats").isFromService()).isTrue();

        assertThat(browser.post("/api/waiting-room/sessions:leave", "").status())
                .isEqualTo(204);
        var kept = browser().withCookie("waiting-room-session", second);
        assertThat(kept.get("/seats", "Accept: */*").status()).isEqualTo(401);
    }

    @Test
    void crawlerGets503WithRetryAfter() {
        var response = browser().get("/seats", "Accept: text/html", "User-Agent: Googlebot/2.1");
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("retry-after")).isEqualTo("300");
    }

    @Test
    void leaveHeaderOfTheServiceEndsTheSessionAndIsHidden() {
        var visitor = new SessionClient(PORT);
        var next = visitor.join().join();
        var response = browserWithPermit().post("/buy", "seat=A1", "Origin: http://localhost:" + PORT);
        assertThat(response.isFromService()).isTrue();
        assertThat(response.headers()).doesNotContainKey("waiting-room-leave");
        TestSystem.await().until(() -> visitor.status(session()).equals("LEFT"));
        TestSystem.await().until(() -> visitor.status(next).equals("ACTIVE"));
        visitor.leave(next).join();
    }

    @Test
    void proxyListensOnIpv4AndIpv6() throws IOException {
        Assumptions.assumeTrue(hasV6(), "this machine has no IPv6");
        for (var address : List.of("127.0.0.1", "::1")) {
            try (var socket = new Socket(address, PORT)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    @Test
    void otherResponsesDoNotEndTheSession() {
        browserWithPermit().get("/seats");
        browser().post("/buy", "");
        assertThat(new SessionClient(PORT).status(session())).isEqualTo("ACTIVE");
    }

    @Test
    void staticFileIsFetchedOnceFromTheService() {
        var target = "/static/once.css";
        for (int i = 0; i < 5; i++) {
            assertThat(browser().get(target).status()).isEqualTo(200);
        }
        assertThat(origin.requests()).filteredOn(("GET " + target)::equals).hasSize(1);
    }

    @Test
    void serviceGetsThePathThatWasChecked() {
        browser().get("/seats/../static/%6audged.css");
        assertThat(origin.requests()).contains("GET /static/judged.css");
        assertThat(browser().send("POST", "/static/seats.css", "").status()).isEqualTo(403);
    }

    @Test
    void hangingWaitingRoomGives503WithinTwoSeconds() {
        room.hang();
        try {
            var start = System.nanoTime();
            var response = browserWithPermit().get("/seats");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("retry-after")).isEqualTo("2");
            assertThat(response.header("content-type")).isEqualTo("application/problem+json");
            assertThat(response.body()).contains("\"title\":\"Service Unavailable\",\"status\":503");
            assertThat(browserWithPermit().post("/seats", "x".repeat(100_000)).status())
                    .isEqualTo(503);
        } finally {
            room.resume();
        }
        TestSystem.await().until(() -> browserWithPermit().get("/seats").isFromService());
    }

    @Test
    void logShowsTheStatusThatTheClientGot() {
        browserWithPermit().get("/seats?status");
        browser().get("/seats?status");
        browser().get("/seats?status", "Accept: */*");
        TestSystem.await()
                .untilAsserted(() -> assertThat(String.join("\n", nginx.lines()))
                        .contains("\"GET /seats\" 200 ", "\"GET /seats\" 303 ", "\"GET /seats\" 401 ")
                        .doesNotContain("\"GET /seats\" 204 "));
    }

    @Test
    void ipv6AddressIsNotLoggedInFull() throws IOException {
        Assumptions.assumeTrue(hasV6(), "this machine has no IPv6");
        try (var socket = new Socket("::1", PORT)) {
            socket.getOutputStream().write("GET /v6 HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
        TestSystem.await().until(() -> nginx.lines().stream().anyMatch(line -> line.startsWith("(other) [")));
        assertThat(nginx.lines()).noneMatch(line -> line.startsWith("::1"));
    }

    @Test
    void idsAndPermitsAreNotLogged() {
        browserWithPermit().get("/seats?waiting-room-permit=" + permit());
        browser().get("/api/waiting-room/sessions/" + session());
        TestSystem.await()
                .until(() -> nginx.lines().stream()
                        .anyMatch(line -> line.contains("/sessions/" + session().substring(0, 14) + "...")));
        assertThat(String.join("\n", nginx.lines()))
                .contains("GET /seats")
                .contains("127.0.0.0 [")
                .doesNotContain(session(), permit(), permit().substring(100, 140), "127.0.0.1 [");
    }
}
