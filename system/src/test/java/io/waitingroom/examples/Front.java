package io.waitingroom.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.system.Sale;
import io.waitingroom.system.SessionClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A way to stand in front of a protected service, with somebody who is let in. Those who run a real program extend this. */
abstract class Front {
    private String active = "";
    private String permit = "";

    /** Whose pages may read refusals. */
    static final String ALLOWED_ORIGIN = "capacitor://localhost";

    /** Where people come to. */
    abstract int port();

    abstract Hall hall();

    /** Where a refused visit is sent, without the address it came for. */
    abstract String waitingPage();

    /** How the address that somebody came for is told there. */
    abstract String next(String target);

    /** Whether requests go on to a service, which may check permits by itself. */
    boolean hasServiceBehind() {
        return true;
    }

    /** Whether it can look at several cookies of a name. */
    boolean looksAtAllCookies() {
        return true;
    }

    /** Whether the waiting page is at the same address. */
    boolean hasThePage() {
        return true;
    }

    /** What got to the service, as method and target, where that can be seen. */
    List<String> requests() {
        return List.of();
    }

    SessionClient visitor() {
        return new SessionClient(hall().port);
    }

    Browser browser() {
        return new Browser(port());
    }

    /** Somebody who is let in. */
    String permit() {
        return permit;
    }

    String session() {
        return active;
    }

    @BeforeEach
    void somebodyIsActive() {
        active = visitor().join().join();
        Sale.await().until(() -> visitor().status(active).equals("ACTIVE"));
        permit = permitOf(active);
    }

    @AfterEach
    void theSlotIsFreeAgain() {
        visitor().leave(active).join();
    }

    private String permitOf(String session) {
        var answer = new Browser(hall().port).get("/api/waiting-room/sessions/" + session);
        return answer.body().replaceFirst("(?s).*\"permit\":\"([^\"]+)\".*", "$1");
    }

    Browser insider() {
        return browser().holding("waiting-room-permit", permit);
    }

    void assertRefused(Answer answer, String target) {
        assertThat(answer.isFromInside()).isFalse();
        assertThat(answer.status()).isIn(302, 303);
        assertThat(answer.header("location")).isEqualTo(waitingPage() + "?next=" + next(target));
    }
}
