package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.RoomSettings;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SigningKey;
import io.waitingroom.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks polls that are answered from the cache. Clients poll two servers of a fleet, each with its own snapshot. */
class PollsFromCacheTest {
    private final String redisUri = TestRedis.emptied();
    private final TestApi api = new TestApi(redisUri).awaitReady();
    private final TestApi other = new TestApi(redisUri).awaitReady();
    private final TestRoom room = new TestRoom(redisUri, TestRoom.capacity(1));

    @AfterEach
    void close() {
        room.close();
        api.close();
        other.close();
    }

    @Test
    void pollsOfWaitingSessionsCauseNoRedisCalls() {
        var ids = IntStream.range(0, 20).mapToObj(i -> api.join()).toList();
        ids.forEach(api::look);
        var calls = api.redisCalls();
        for (int i = 0; i < 50; i++) {
            ids.forEach(id -> assertThat(Body.of(api.look(id)).text("status")).isEqualTo("WAITING"));
        }
        assertThat(api.redisCalls()).isEqualTo(calls);
    }

    @Test
    void positionsBeginAtOneAndDoNotCountSessionsThatLeft() {
        var ids = IntStream.range(0, 4).mapToObj(i -> api.join()).toList();
        assertThat(Body.of(api.look(ids.get(0))).number("position")).isEqualTo(1);
        assertThat(Body.of(api.look(ids.get(3))).number("position")).isEqualTo(4);
        var asOf =
                api.leave(ids.get(1)).headers().firstValue("Waiting-Room-As-Of").orElseThrow();
        assertThat(Body.of(look(api, ids.get(3), asOf)).number("position")).isEqualTo(3);
    }

    @Test
    void pollsAndHeartbeatsReturnTheTimeOfTheNextPoll() {
        var id = api.join();
        for (var response : List.of(api.look(id), api.heartbeat(id))) {
            var after = Body.of(response).number("pollAfterSeconds");
            assertThat(after).isBetween(2.0, 2.5);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("3");
            assertThat(Body.of(response).number("position")).isEqualTo(1);
            assertThat(Body.of(response).text("room")).isEqualTo("open");
        }
    }

    @Test
    void aClientThatSendsAsOfGetsNoOlderStatus() {
        var first = api.join();
        var second = api.join();
        assertThat(Body.of(other.look(second)).number("position")).isEqualTo(2);
        assertThat(room.grant()).isEqualTo(1);
        var active = Body.of(api.lookUncached(first));
        assertThat(active.text("status")).isEqualTo("ACTIVE");
        var known = active.text("asOf");
        assertThat(Body.of(look(other, first, known)).text("status")).isEqualTo("ACTIVE");
        assertThat(Body.of(look(other, second, known)).number("position")).isEqualTo(1);
    }

    @Test
    void anExpiredSessionIsNotActiveAgainAtAnotherServer() {
        var id = api.join();
        room.grant();
        assertThat(Body.of(other.lookUncached(id)).text("status")).isEqualTo("ACTIVE");
        room.tick(RoomSettings.DEFAULTS.activeTtl());
        var expired = Body.of(api.lookUncached(id));
        assertThat(expired.text("status")).isEqualTo("EXPIRED");
        assertThat(Body.of(look(other, id, expired.text("asOf"))).text("status"))
                .isEqualTo("EXPIRED");
    }

    @Test
    void aSessionThatLeftIsNotWaitingAtAnyServer() {
        api.join();
        var id = api.join();
        assertThat(Body.of(other.look(id)).text("status")).isEqualTo("WAITING");
        var asOf = api.leave(id).headers().firstValue("Waiting-Room-As-Of").orElseThrow();
        assertThat(Body.of(look(other, id, asOf)).text("status")).isEqualTo("LEFT");
        assertThat(Body.of(api.look(id)).text("status")).isEqualTo("LEFT");
    }

    @Test
    void aSessionIsReadFromRedisAtMostFourTimesASecond() {
        var id = api.join();
        room.grant();
        api.lookUncached(id);
        var calls = api.redisCalls();
        var start = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(Body.of(api.look(id)).text("status")).isEqualTo("ACTIVE");
        }
        var periods = Duration.ofNanos(System.nanoTime() - start).toMillis() / 250 + 1;
        assertThat(api.redisCalls() - calls).isLessThanOrEqualTo(periods);
    }

    @Test
    void anAsOfThatRedisHasLostCausesNoExtraReads() {
        var id = api.join();
        var calls = api.redisCalls();
        var start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("WAITING");
        }
        var periods = Duration.ofNanos(System.nanoTime() - start).toMillis() / 250 + 1;
        assertThat(api.redisCalls() - calls).isLessThanOrEqualTo(periods);
    }

    @Test
    void aGrantIsVisibleSoonWithoutAsOf() {
        var id = api.join();
        api.look(id);
        room.grant();
        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .until(() -> Body.of(api.look(id)).text("status").equals("ACTIVE"));
    }

    @Test
    void anInvalidAsOfIsIgnoredWithoutARedisCall() {
        var id = api.join();
        var forgery = new AsOfCodec(SigningKey.random(), "default").write(1, AsOf.after(1));
        api.look(id);
        var calls = api.redisCalls();
        for (var asOf : List.of("", "-1", "x", "999999999999999999", "v".repeat(32), "x".repeat(5000), forgery)) {
            assertThat(Body.of(look(api, id, asOf)).text("status")).isEqualTo("WAITING");
        }
        assertThat(api.redisCalls()).isEqualTo(calls);
    }

    @Test
    void aReconnectGetsNothingOlderThanTheLastEvent() {
        api.join();
        var id = api.join();
        var first = Body.of(other.look(id));
        assertThat(first.text("status")).isEqualTo("WAITING");
        var lastEventId =
                api.leave(id).headers().firstValue("Waiting-Room-As-Of").orElseThrow();
        var reconnect = other.call(
                "GET",
                TestApi.sessionPath(id) + "/events?asOf=" + first.text("asOf"),
                TestApi.NO_BODY,
                "Last-Event-ID",
                lastEventId);
        assertThat(reconnect.statusCode()).isEqualTo(204);
    }

    private static HttpResponse<String> look(TestApi server, String id, String asOf) {
        return server.call("GET", TestApi.sessionPath(id) + "?asOf=" + asOf);
    }
}
