package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Streams do not last for ever: only whoever asks for the next one is still there. */
class StreamLifeTest {
    private static final Duration LIFE = Duration.ofSeconds(2);

    @AutoClose
    private final EmbeddedRedis redis = EmbeddedRedis.start();

    @AutoClose
    private final TestApi api = TestApi.withStreamsOf(LIFE, redis.uri());

    @Test
    void whoVanishedWithoutAWordIsFollowedNoMore() throws Exception {
        try (var vanished = EventReader.open(api, api.join())) {
            await().pollInterval(Duration.ofMillis(5)).until(() -> streams() == 1);
            await().until(() -> streams() == 0);
        }
    }

    @Test
    void whoIsThereAsksForTheNextOneOnTheSameConnection() throws Exception {
        var id = api.join();
        try (var stream = EventReader.open(api, id)) {
            assertThat(stream.next().text("status")).isEqualTo("WAITING");
            assertThat(stream.isAtItsEnd()).isTrue();
            assertThat(stream.lines()).containsSubsequence("retry: 3000", "retry: 1000");
            stream.ask(id);
            assertThat(stream.next().text("status")).isEqualTo("WAITING");
            assertThat(stream.lines()
                            .subList(
                                    stream.lines().indexOf("retry: 1000"),
                                    stream.lines().size()))
                    .contains("retry: 3000");
        }
    }

    @Test
    void noStreamEndsWhileTheNextOneCouldNotBeHad() throws Exception {
        try (var stream = EventReader.open(api, api.join())) {
            stream.next();
            redis.pause();
            await().until(() -> api.redis.trouble().isPresent());
            await().during(LIFE.multipliedBy(2)).until(() -> streams() == 1);
            redis.resume();
            await().until(() -> streams() == 0);
        }
    }

    @Test
    void thoseThatCouldNotEndMeanwhileEndOneAfterTheOther() throws Exception {
        var people = 8;
        // Kept: a reader that nobody holds any more ends its stream whenever its memory is collected.
        var readers = new ArrayList<EventReader>();
        for (int i = 0; i < people; i++) {
            readers.add(EventReader.open(api, api.join()));
        }
        redis.pause();
        await().until(() -> api.redis.trouble().isPresent());
        await().during(LIFE).until(() -> streams() == people);
        redis.resume();
        await().until(() -> streams() < people);
        assertThat(streams()).isGreaterThan(people / 2.0);
        await().until(() -> streams() == 0);
        for (var reader : readers) {
            reader.close();
        }
    }

    private double streams() {
        return api.metrics.find("waitingroom.http.streams").gauge().value();
    }
}
