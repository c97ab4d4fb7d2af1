package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedJoinTest {
    private static final String KEY = "a key, sixteen..";

    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri);

    @AfterEach
    void close() {
        room.close();
    }

    private HttpResponse<String> join(String key) {
        return api.call("POST", TestApi.SESSIONS, BodyPublishers.noBody(), "Idempotency-Key", key);
    }

    private String idOf(String key) {
        return Body.of(join(key)).text("sessionId");
    }

    @Test
    void theSameKeyReturnsTheSameSession() {
        var first = join(KEY);
        var again = join(KEY);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(room.figures().joins()).isEqualTo(1);
    }

    @Test
    void aKeyIsRememberedForTenMinutes() {
        var id = idOf(KEY);
        room.tick(Duration.ofMinutes(10).minusSeconds(1));
        assertThat(idOf(KEY)).isEqualTo(id);
    }

    @Test
    void anotherKeyCreatesAnotherSession() {
        assertThat(idOf(KEY + "a")).isNotEqualTo(idOf(KEY + "b"));
    }

    @Test
    void aRepeatReturnsASessionThatBecameActive() {
        join(KEY);
        room.grant();
        assertThat(Body.of(join(KEY)).text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void aRepeatCreatesANewSessionAfterALeave() {
        var first = idOf(KEY);
        api.leave(first);
        var second = idOf(KEY);
        assertThat(second).isNotEqualTo(first);
        assertThat(idOf(KEY)).isEqualTo(second);
    }

    @Test
    void aRepeatCreatesANewSessionAfterExpiry() {
        var first = idOf(KEY);
        room.tick(Duration.ofMinutes(15));
        assertThat(idOf(KEY)).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 17, 127, 128})
    void aKeyOfAnAllowedLengthIsAccepted(int length) {
        assertThat(join("k".repeat(length)).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 129, 4000})
    void aKeyOfAnotherLengthIsRefused(int length) {
        Body.assertProblem(join("k".repeat(length)), 400);
        assertThat(room.figures().joins()).isZero();
    }

    @Test
    void anUnprintableKeyIsRefused() {
        for (var key : new String[] {"", "\u00e4".repeat(20), "tab\tin the middle of it"}) {
            var request = RawHttp.request("POST", TestApi.SESSIONS, "Idempotency-Key: " + key, "Content-Length: 0");
            Body.assertProblem(RawHttp.exchange(api, request), 400);
        }
        assertThat(room.figures().joins()).isZero();
    }
}
