package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.redis.RoomKeys;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final TestApi api = TestApi.with("--max-connections", "8");
    private final TestRoom room = new TestRoom(api.redisUri, TestRoom.capacity(1));

    @AfterEach
    void close() {
        room.close();
        api.close();
    }

    @Test
    void theStatusIsSentAtOnceAndAfterEachChangeUntilTheEnd() throws Exception {
        var id = api.join();
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store, no-transform");
            var first = stream.next();
            assertThat(first.text("status")).isEqualTo("WAITING");
            assertThat(first.number("position")).isEqualTo(1);
            assertThat(stream.lines()).contains("retry: 3000", "id: " + first.text("asOf"));
            room.grant();
            assertThat(stream.next().text("status")).isEqualTo("ACTIVE");
            api.leave(id);
            assertThat(stream.next().text("status")).isEqualTo("LEFT");
            assertThat(stream.isAtEnd()).isTrue();
        }
    }

    @Test
    void aChangedPositionIsSent() throws Exception {
        var first = api.join();
        var second = api.join();
        try (var stream = EventReader.open(api, second)) {
            assertThat(stream.next().number("position")).isEqualTo(2);
            api.leave(first);
            assertThat(stream.next().number("position")).isEqualTo(1);
        }
    }

    @Test
    void aStreamIsAHeartbeatOfAWaitingSession() throws Exception {
        var id = api.join();
        room.tick(Duration.ofMinutes(14));
        try (var stream = EventReader.open(api, id)) {
            stream.next();
            await().until(() -> heartbeats() > 0);
            room.tick(Duration.ofMinutes(14));
            assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("WAITING");
        }
    }

    @Test
    void aReconnectToAnEndedSessionIsStopped() {
        var id = api.join();
        api.leave(id);
        for (var lastEventId : List.of(api.asOf(id, 1), "1", "x", "v".repeat(32))) {
            assertThat(events(id, "Last-Event-ID", lastEventId).statusCode()).isEqualTo(204);
        }
        var first = events(id);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).contains("\"status\":\"LEFT\"");
    }

    @Test
    void anUnknownSessionIsRefused() {
        Body.assertProblem(events("x"), 404);
    }

    @Test
    void streamsLeaveConnectionsForOtherRequests() throws Exception {
        // Keeps the readers reachable: the garbage collector may close the socket of an unreachable one and so end its
        // stream.
        var readers = new ArrayList<EventReader>();
        for (int i = 0; i < 6; i++) {
            readers.add(EventReader.open(api, api.join()));
            readers.get(i).next();
        }
        var id = api.join();
        var refused = events(id);
        Body.assertProblem(refused, 503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(api.look(id).statusCode()).isEqualTo(200);
        for (var reader : readers) {
            reader.close();
        }
    }

    @Test
    void theStreamOfADisconnectedReaderEnds() throws Exception {
        var ahead = Stream.generate(api::join).limit(200).toList().iterator();
        EventReader.open(api, api.join()).close();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            api.leave(ahead.next());
            return streams() == 0;
        });
    }

    @Test
    void theFifthStreamOfASessionEvictsTheFirst() throws Exception {
        var id = api.join();
        var streams = new ArrayList<EventReader>();
        for (int i = 0; i < 5; i++) {
            streams.add(EventReader.open(api, id));
            assertThat(streams.get(i).next().text("status")).isEqualTo("WAITING");
        }
        var first = streams.get(0);
        first.next();
        assertThat(first.isAtEnd()).isTrue();
        assertThat(first.lines()).contains("event: poll").anyMatch(line -> line.matches("retry: [3-5]\\d{5}"));
        await().until(() -> streams() == 4);
        room.grant();
        for (var stream : streams.subList(1, 5)) {
            assertThat(stream.next().text("status")).isEqualTo("ACTIVE");
        }
    }

    @Test
    void aChangedHeartbeatIntervalIsSentAndFollowed() throws Exception {
        var id = api.join();
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.next().number("heartbeatAfterSeconds")).isEqualTo(300);
            room.raw.hset(RoomKeys.DEFAULT.room(), "waiting-ttl", "3000");
            assertThat(stream.next().number("heartbeatAfterSeconds")).isEqualTo(1);
            for (int second = 0; second < 6; second++) {
                var before = heartbeats();
                await().until(() -> heartbeats() > before);
                room.tick(Duration.ofSeconds(1));
            }
            assertThat(Body.of(api.lookUncached(id)).text("status")).isEqualTo("WAITING");
        }
    }

    @Test
    void aChangedHeartbeatIntervalIsSentToAnActiveSession() throws Exception {
        var id = api.join(room);
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.next().number("heartbeatAfterSeconds")).isEqualTo(200);
            room.raw.hset(RoomKeys.DEFAULT.room(), "active-ttl", "6000");
            assertThat(stream.next().number("heartbeatAfterSeconds")).isEqualTo(2);
        }
    }

    private long heartbeats() {
        var calls = api.metrics
                .find("waitingroom.redis.calls")
                .tag("script", "heartbeat")
                .timer();
        return calls == null ? 0 : calls.count();
    }

    private double streams() {
        return api.metrics.find("waitingroom.http.streams").gauge().value();
    }

    private HttpResponse<String> events(String id, String... headers) {
        return api.call("GET", TestApi.sessionPath(id) + "/events", BodyPublishers.noBody(), headers);
    }
}
