package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import org.junit.jupiter.api.Test;

class PageAwayTest {
    @Test
    void whileRedisIsAwayThePageSaysSoAndTriesAgain() {
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady()) {
            var person = new PlainBrowser(api).send("join");
            var session = person.session();
            redis.kill();
            await().until(() -> !api.readiness.problems().isEmpty());
            for (var form : new String[] {"", "join", "leave", "go"}) {
                if (form.isEmpty()) {
                    person.get(PlainBrowser.PAGE);
                } else {
                    person.send(form);
                }
                assertThat(person.status()).as(form).isEqualTo(503);
                assertThat(person.header("Retry-After")).isEqualTo("2");
                assertThat(person.state()).isEqualTo("unavailable");
                assertThat(person.find("http-equiv=\"refresh\" content=\"(\\d+)\""))
                        .isEqualTo("5");
                assertThat(person.session()).isEqualTo(session);
            }
            assertThat(new PlainBrowser(api).get(PlainBrowser.PAGE).state()).isEqualTo("joining");
        }
    }
}
