package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionCallsTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aJoinReturnsTheSessionAndItsLocation() {
        var response = api.post(TestApi.SESSIONS);
        var body = Body.of(response);
        var id = body.text("sessionId");
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(id).matches("[A-Za-z0-9_-]{40}");
        assertThat(body.text("waitingRoomSessionId")).isEqualTo(id);
        assertThat(body.text("eventId")).isEqualTo("default");
        assertThat(body.text("status")).isEqualTo("WAITING");
        assertThat(response.headers().firstValue("Location")).contains(TestApi.sessionPath(id));
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(api.call("GET", response.headers().firstValue("Location").orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyJoinWithoutAKeyIsANewSession() {
        assertThat(api.join()).isNotEqualTo(api.join());
        assertThat(room.figures().joins()).isEqualTo(2);
    }

    @Test
    void aLookReturnsWaitingAndThenActive() {
        var id = api.join();
        var waiting = api.look(id);
        assertThat(waiting.statusCode()).isEqualTo(200);
        assertThat(waiting.headers().allValues("Cache-Control")).containsExactly("no-store");
        var body = Body.of(waiting);
        assertThat(body.text("sessionId")).isEqualTo(id);
        assertThat(body.text("eventId")).isEqualTo("default");
        assertThat(body.text("status")).isEqualTo("WAITING");
        assertThat(room.grant()).isEqualTo(1);
        assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void aHeartbeatRenewsTheDeadline() {
        var id = api.join();
        room.tick(Duration.ofSeconds(100));
        var heartbeat = api.heartbeat(id);
        assertThat(heartbeat.statusCode()).isEqualTo(200);
        assertThat(Body.of(heartbeat).number("expiresInSeconds")).isEqualTo(900);
        room.tick(Duration.ofSeconds(899));
        assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("WAITING");
    }

    @Test
    void aHeartbeatRenewsAnActiveSessionToo() {
        var id = api.join();
        room.grant();
        room.tick(Duration.ofSeconds(100));
        assertThat(Body.of(api.look(id)).number("expiresInSeconds")).isEqualTo(500);
        assertThat(Body.of(api.heartbeat(id)).number("expiresInSeconds")).isEqualTo(600);
    }

    @Test
    void aHeadReturnsTheHeadersOfALook() {
        var id = api.join();
        // A WAITING session gets another random poll interval at each look, so the length of the body may differ.
        room.grant();
        var look = api.lookUncached(id);
        var head = api.call("HEAD", TestApi.sessionPath(id));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var header : new String[] {"Content-Type", "Content-Length", "Cache-Control"}) {
            assertThat(head.headers().allValues(header))
                    .isEqualTo(look.headers().allValues(header));
        }
        assertThat(api.call("HEAD", TestApi.sessionPath("x")).statusCode()).isEqualTo(404);
    }
}
