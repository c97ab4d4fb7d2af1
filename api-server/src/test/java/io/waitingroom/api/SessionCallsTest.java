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
    void aJoinTellsTheSessionAndWhereToFindIt() {
        var answer = api.post(TestApi.SESSIONS);
        var body = Body.of(answer);
        var id = body.text("sessionId");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(id).matches("[A-Za-z0-9_-]{40}");
        assertThat(body.text("waitingRoomSessionId")).isEqualTo(id);
        assertThat(body.text("eventId")).isEqualTo("default");
        assertThat(body.text("status")).isEqualTo("WAITING");
        assertThat(answer.headers().firstValue("Location")).contains(TestApi.one(id));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(api.call("GET", answer.headers().firstValue("Location").orElseThrow())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyJoinWithoutAKeyIsANewSession() {
        assertThat(api.join()).isNotEqualTo(api.join());
        assertThat(room.figures().joins()).isEqualTo(2);
    }

    @Test
    void aLookTellsOfWaitingAndThenOfActive() {
        var id = api.join();
        var waiting = api.look(id);
        assertThat(waiting.statusCode()).isEqualTo(200);
        assertThat(waiting.headers().allValues("Cache-Control")).containsExactly("no-store");
        var body = Body.of(waiting);
        assertThat(body.text("sessionId")).isEqualTo(id);
        assertThat(body.text("eventId")).isEqualTo("default");
        assertThat(body.text("status")).isEqualTo("WAITING");
        assertThat(room.grant()).isEqualTo(1);
        assertThat(Body.of(api.lookPastMemory(id)).text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void aHeartbeatRenewsTheDeadline() {
        var id = api.join();
        room.tick(Duration.ofSeconds(100));
        var beat = api.heartbeat(id);
        assertThat(beat.statusCode()).isEqualTo(200);
        assertThat(Body.of(beat).number("expiresInSeconds")).isEqualTo(900);
        room.tick(Duration.ofSeconds(899));
        assertThat(Body.of(api.lookPastMemory(id)).text("status")).isEqualTo("WAITING");
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
    void aHeadIsALookWithoutABody() {
        var id = api.join();
        // Whoever waits is told another time to poll after at each look, which may be longer by a digit.
        room.grant();
        var look = api.lookPastMemory(id);
        var head = api.call("HEAD", TestApi.one(id));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (var header : new String[] {"Content-Type", "Content-Length", "Cache-Control"}) {
            assertThat(head.headers().allValues(header))
                    .isEqualTo(look.headers().allValues(header));
        }
        assertThat(api.call("HEAD", TestApi.one("x")).statusCode()).isEqualTo(404);
    }
}
