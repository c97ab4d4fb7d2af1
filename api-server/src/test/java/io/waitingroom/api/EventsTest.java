package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
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
    void theViewComesAtOnceAndWithEachChangeUntilTheSessionIsOver() throws Exception {
        var id = api.join();
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
            var first = stream.next();
            assertThat(first.text("status")).isEqualTo("WAITING");
            assertThat(first.number("position")).isEqualTo(1);
            assertThat(stream.lines()).contains("retry: 3000", "id: " + first.text("asOf"));
            room.grant();
            assertThat(stream.next().text("status")).isEqualTo("ACTIVE");
            api.leave(id);
            assertThat(stream.next().text("status")).isEqualTo("LEFT");
            assertThat(stream.isAtItsEnd()).isTrue();
        }
    }

    @Test
    void aPositionThatChangesIsTold() throws Exception {
        var first = api.join();
        var second = api.join();
        try (var stream = EventReader.open(api, second)) {
            assertThat(stream.next().number("position")).isEqualTo(2);
            api.leave(first);
            assertThat(stream.next().number("position")).isEqualTo(1);
        }
    }

    @Test
    void aStreamIsAHeartbeatOfSomebodyWhoWaits() throws Exception {
        var id = api.join();
        room.tick(Duration.ofMinutes(14));
        try (var stream = EventReader.open(api, id)) {
            stream.next();
            await().until(() -> api.metrics
                            .find("waitingroom.redis.calls")
                            .tag("script", "heartbeat")
                            .timer()
                    != null);
            room.tick(Duration.ofMinutes(14));
            assertThat(Body.of(api.lookPastMemory(id)).text("status")).isEqualTo("WAITING");
        }
    }

    @Test
    void whoComesBackToASessionThatIsOverIsToldNotToTryAgain() {
        var id = api.join();
        api.leave(id);
        for (var last : List.of(api.asOf(id, 1), "1", "x", "v".repeat(32))) {
            assertThat(events(id, "Last-Event-ID", last).statusCode()).isEqualTo(204);
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
    void streamsLeaveConnectionsForEverybodyElse() throws Exception {
        var id = api.join();
        for (int i = 0; i < 6; i++) {
            EventReader.open(api, id).next();
        }
        var refused = events(id);
        Body.assertProblem(refused, 503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(api.look(id).statusCode()).isEqualTo(200);
    }

    @Test
    void aReaderThatIsGoneIsFollowedNoMore() throws Exception {
        var ahead = Stream.generate(api::join).limit(200).toList().iterator();
        EventReader.open(api, api.join()).close();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            api.leave(ahead.next());
            return streams() == 0;
        });
    }

    @Test
    void theEndOfTheServerEndsItsStreams() throws Exception {
        try (var stream = EventReader.open(api, api.join())) {
            stream.next();
            api.streams.close();
            assertThat(stream.isAtItsEnd()).isTrue();
        }
    }

    private double streams() {
        return api.metrics.find("waitingroom.http.streams").gauge().value();
    }

    private HttpResponse<String> events(String id, String... headers) {
        return api.call("GET", TestApi.one(id) + "/events", BodyPublishers.noBody(), headers);
    }
}
