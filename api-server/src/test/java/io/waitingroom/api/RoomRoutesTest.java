package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.redis.RoomKeys;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomRoutesTest {
    private static final String ROOMS = "/api/waiting-room/rooms/";

    private final TestApi api = TestApi.with();
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    @AfterEach
    void close() {
        room.close();
        api.close();
    }

    @Test
    void theRoomRouteReturnsTheFigures() {
        var first = api.join();
        api.join();
        room.grant();
        room.tick(Duration.ofSeconds(30));
        api.leave(first);
        var response = api.call("GET", ROOMS + "default");
        assertThat(response.statusCode()).isEqualTo(200);
        var body = Body.of(response);
        assertThat(body.text("state")).isEqualTo("open");
        assertThat(body.number("capacity")).isEqualTo(1);
        assertThat(body.number("active")).isZero();
        assertThat(body.number("waiting")).isEqualTo(1);
        assertThat(body.number("joins")).isEqualTo(2);
        assertThat(body.number("left")).isEqualTo(1);
        assertThat(body.text("asOf")).isEqualTo(api.asOf(first, 2));
        assertThat(body.number("admissionsPerMinute")).isBetween(1.0, 3.0);
        assertThat(response.body()).contains("\"estimates\":{\"judged\":0,\"insideShare\":null,\"medianError\":null}");
    }

    @Test
    void aRoomWithoutCapacityIsClosed() {
        room.raw.hset(RoomKeys.DEFAULT.room(), "capacity", "0");
        assertThat(Body.of(api.call("GET", ROOMS + "default")).text("state")).isEqualTo("closed");
        assertThat(Body.of(api.look(api.join())).text("room")).isEqualTo("closed");
    }

    @Test
    void anUnknownEventIsRefused() {
        Body.assertProblem(api.call("GET", ROOMS + "another"), 404);
    }
}
