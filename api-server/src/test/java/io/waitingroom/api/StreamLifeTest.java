package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Checks the maximum lifetime of streams. Only a client that requests the next stream is known to be alive. */
class StreamLifeTest {
    private static final Duration MAX_LIFETIME = Duration.ofSeconds(2);

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start();

    @AutoClose
    private final TestApi api = TestApi.withStreamLifetime(MAX_LIFETIME, redis.uri());

    @Test
    void theStreamOfAVanishedClientEnds() throws Exception {
        try (var vanished = EventReader.open(api, api.join())) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> streams() == 1);
            await().until(() -> streams() == 0);
        }
    }

    @Test
    void aClientRequestsTheNextStreamOnTheSameConnection() throws Exception {
        var id = api.join();
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.next().text("status")).isEqualTo("WAITING");
            assertThat(stream.isAtEnd()).isTrue();
            assertThat(stream.lines()).containsSubsequence("retry: 3000", "retry: 1000");
            stream.requestStream(id);
            assertThat(stream.next().text("status")).isEqualTo("WAITING");
            assertThat(stream.lines()
                            .subList(
                                    stream.lines().indexOf("retry: 1000"),
                                    stream.lines().size()))
                    .contains("retry: 3000");
        }
    }

    @Test
    void noStreamEndsWhileRedisIsUnavailable() throws Exception {
        try (var stream = EventReader.open(api, api.join())) {
            stream.next();
            redis.pause();
            await().until(() -> api.redis.trouble().isPresent());
            await().during(MAX_LIFETIME.multipliedBy(2)).until(() -> streams() == 1);
            redis.resume();
            await().until(() -> streams() == 0);
        }
    }

    @Test
    void overdueStreamsEndOneAfterTheOther() throws Exception {
        var clients = 8;
        // Keeps the readers reachable: the garbage collector may close the socket of an unreachable one and so end its
        // stream.
        var readers = new ArrayList<EventReader>();
        for (int i = 0; i < clients; i++) {
            readers.add(EventReader.open(api, api.join()));
        }
        redis.pause();
        await().until(() -> api.redis.trouble().isPresent());
        await().during(MAX_LIFETIME).until(() -> streams() == clients);
        redis.resume();
        await().until(() -> streams() < clients);
        assertThat(streams()).isGreaterThan(clients / 2.0);
        await().until(() -> streams() == 0);
        for (var reader : readers) {
            reader.close();
        }
    }

    private double streams() {
        return api.metrics.find("waitingroom.http.streams").gauge().value();
    }
}
