package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.SessionClient;
import io.waitingroom.system.TestSystem;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A program that protects a service, with one ACTIVE session to enter with. The tests of real programs extend this class. */
abstract class ProxyFixture {
    private String session = "";
    private String permit = "";

    /** The origin whose pages may read refusals. */
    static final String ALLOWED_ORIGIN = "capacitor://localhost";

    /** The port at which the protected service is reached. */
    abstract int port();

    abstract TestWaitingRoom room();

    /** The address that a refused visit is redirected to, without its destination. */
    abstract String waitingPage();

    /** The encoded destination, as the redirect to the waiting page contains it. */
    abstract String next(String target);

    /** Whether requests go on to a service behind the program. That service may verify permits itself. */
    boolean hasServiceBehind() {
        return true;
    }

    /** Whether the program checks all cookies of one name, not just the first. */
    boolean checksAllCookies() {
        return true;
    }

    /** Whether the waiting page is on the same origin. */
    boolean servesWaitingPage() {
        return true;
    }

    /** The requests that reached the service, as method and target, if the test can see them. */
    List<String> requests() {
        return List.of();
    }

    SessionClient visitor() {
        return new SessionClient(room().port);
    }

    Browser browser() {
        return new Browser(port());
    }

    /** The permit of the ACTIVE session. */
    String permit() {
        return permit;
    }

    String session() {
        return session;
    }

    @BeforeEach
    void activateSession() {
        session = visitor().join().join();
        TestSystem.await().until(() -> visitor().status(session).equals("ACTIVE"));
        permit = permitOf(session);
    }

    @AfterEach
    void leaveSession() {
        visitor().leave(session).join();
    }

    private String permitOf(String session) {
        var response = new Browser(room().port).get("/api/waiting-room/sessions/" + session);
        return response.body().replaceFirst("(?s).*\"permit\":\"([^\"]+)\".*", "$1");
    }

    Browser browserWithPermit() {
        return browser().withCookie("waiting-room-permit", permit);
    }

    void assertRefused(Response response, String target) {
        assertThat(response.isFromService()).isFalse();
        assertThat(response.status()).isIn(302, 303);
        assertThat(response.header("location")).isEqualTo(waitingPage() + "?next=" + next(target));
    }
}
