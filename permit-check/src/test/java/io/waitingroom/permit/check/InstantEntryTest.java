package io.waitingroom.permit.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a visit without a permit while the room has free slots. */
class InstantEntryTest {
    private static final String SESSION = "waiting-room-session=abc; Path=/; Max-Age=86400; SameSite=Lax";

    private final TestRoom room = new TestRoom();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final HttpServer api = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final Origin origin = room.origin(
            "/waiting-room",
            filter -> filter.enterWhileThereIsRoom(
                    URI.create("http://127.0.0.1:" + api.getAddress().getPort())));
    private volatile String permit = room.signer.permit();
    private volatile int status = 204;
    private volatile boolean hasSession;

    InstantEntryTest() throws IOException {
        api.createContext("/", this::respond);
        api.setExecutor(Executors.newCachedThreadPool());
        api.start();
    }

    @AfterEach
    void close() {
        closing.countDown();
        api.stop(0);
        room.close();
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            calls.add(exchange.getRequestURI() + " " + headers.getFirst("X-Forwarded-Method") + " "
                    + headers.getFirst("Accept") + " " + headers.getFirst("Cookie"));
            if (status == 0) {
                closing.await();
            }
            exchange.getResponseHeaders().set("Waiting-Room-Permit", permit);
            if (!hasSession) {
                exchange.getResponseHeaders().set("Set-Cookie", SESSION);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RawHttp.Response visit(String... headers) {
        return origin.get("/seats", headers);
    }

    private void assertRedirectedToWaitingPage(RawHttp.Response response) {
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("Location")).isEqualTo("/waiting-room?next=%2Fseats");
        assertThat(response.header("Set-Cookie")).isEmpty();
    }

    @Test
    void visitReachesTheServiceAndGetsASession() {
        var response = visit("Cookie: other=1; waiting-room-session=old");
        assertThat(response.body()).startsWith(Origin.REACHED + " ").doesNotContain("null");
        assertThat(response.headers().get("set-cookie")).containsExactly(SESSION);
        assertThat(response.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(calls).containsExactly("/api/waiting-room/verify GET text/html,*/*;q=0.8 waiting-room-session=old");
        assertThat(visit(TestRoom.cookie(permit)).header("Set-Cookie")).isEmpty();
        assertThat(calls).hasSize(1);
    }

    // The room gives the next permit to every request with an ACTIVE session. This includes form posts, which would
    // be lost otherwise.
    @ParameterizedTest
    @ValueSource(strings = {"GET text/html", "POST text/html", "POST */*", "GET */*"})
    void sessionWithExpiredPermitGetsTheNextOne(String request) {
        hasSession = true;
        var method = request.split(" ")[0];
        var response = origin.call(
                method,
                "/seats",
                "Accept: " + request.split(" ")[1],
                "Cookie: my-waiting-room-session=other; waiting-room-session=old; waiting-room-session=mine; waiting-room-permit=old");
        assertThat(response.body()).startsWith(Origin.REACHED);
        assertThat(response.headers().get("set-cookie"))
                .containsExactly("waiting-room-permit=" + permit + "; Path=/; Max-Age=120; HttpOnly; SameSite=Lax");
        assertThat(calls).singleElement().asString().endsWith(" waiting-room-session=old; waiting-room-session=mine");
    }

    @Test
    void visitWaitsWhenTheRoomRefuses() {
        for (var refusal : new int[] {200, 303, 401, 403, 429, 500, 503}) {
            status = refusal;
            assertRedirectedToWaitingPage(visit());
        }
    }

    @Test
    void invalidPermitFromTheRoomIsRefused() {
        permit = new Signer(room.time).permit();
        assertRedirectedToWaitingPage(visit());
        permit = "x";
        assertRedirectedToWaitingPage(visit());
    }

    @Test
    void visitWaitsWhenTheRoomDoesNotRespond() {
        status = 0;
        var start = System.nanoTime();
        assertRedirectedToWaitingPage(visit());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        api.stop(0);
        assertRedirectedToWaitingPage(visit());
    }

    @Test
    void onlyAVisitGetsInstantEntry() {
        assertThat(visit("Accept: */*").status()).isEqualTo(401);
        assertThat(origin.call("POST", "/seats", "Accept: text/html").status()).isEqualTo(303);
        assertThat(calls).isEmpty();
    }
}
