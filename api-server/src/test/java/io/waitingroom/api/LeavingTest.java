package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private final TestApi api = TestApi.shared();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void aRepeatedLeaveGetsTheSameResponse() {
        var id = api.join();
        for (int i = 0; i < 3; i++) {
            var response = api.leave(id);
            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
        }
        assertThat(room.figures().left()).isEqualTo(1);
    }

    @Test
    void aLeaveFreesTheSlotOfAnActiveSessionAtOnce() {
        var first = api.join();
        var second = api.join();
        assertThat(room.grant()).isEqualTo(1);
        assertThat(room.grant()).isZero();
        api.leave(first);
        assertThat(room.figures().active()).isZero();
        assertThat(room.grant()).isEqualTo(1);
        assertThat(Body.of(api.lookUncached(second)).text("status")).isEqualTo("ACTIVE");
    }

    @Test
    void aWaitingSessionThatLeftIsNeverActivated() {
        var left = api.join();
        var next = api.join();
        api.leave(left);
        assertThat(room.grant()).isEqualTo(1);
        assertThat(Body.of(api.lookUncached(next)).text("status")).isEqualTo("ACTIVE");
        api.leave(next);
        assertThat(room.grant()).isZero();
        assertThat(Body.of(api.look(left)).text("status")).isEqualTo("LEFT");
    }

    @Test
    void aHeartbeatOfALeftSessionIsAConflict() {
        var id = api.join();
        api.leave(id);
        var response = api.heartbeat(id);
        Body.assertProblem(response, 409);
        assertThat(Body.of(response).text("sessionStatus")).isEqualTo("LEFT");
    }

    @Test
    void aHeartbeatOfAnExpiredSessionIsAConflict() {
        var id = api.join();
        room.tick(Duration.ofMinutes(16));
        var response = api.heartbeat(id);
        Body.assertProblem(response, 409);
        assertThat(Body.of(response).text("sessionStatus")).isEqualTo("EXPIRED");
    }

    @Test
    void aLeaveOfAnExpiredSessionGetsTheSameResponse() {
        var id = api.join();
        room.tick(Duration.ofMinutes(16));
        assertThat(api.leave(id).statusCode()).isEqualTo(204);
        assertThat(Body.of(api.look(id)).text("status")).isEqualTo("EXPIRED");
    }

    @Test
    void anEndedSessionIsUnknownAfterItsRetention() {
        var id = api.join();
        api.leave(id);
        room.tick(Duration.ofMinutes(11));
        Body.assertProblem(api.look(id), 404);
        Body.assertProblem(api.leave(id), 404);
        Body.assertProblem(api.heartbeat(id), 404);
    }
}
