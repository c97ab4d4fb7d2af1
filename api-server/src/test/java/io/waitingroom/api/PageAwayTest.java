package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waitingroom.testkit.EmbeddedRedis;
import org.junit.jupiter.api.Test;

class PageAwayTest {
    @Test
    void thePageReportsThatRedisIsAwayAndRefreshesItself() {
        try (var redis = EmbeddedRedis.start();
                var api = new TestApi(redis.uri()).awaitReady()) {
            var browser = new PlainBrowser(api).send("join");
            var session = browser.session();
            redis.kill();
            await().until(() -> !api.readiness.problems().isEmpty());
            for (var form : new String[] {"", "join", "leave", "go"}) {
                if (form.isEmpty()) {
                    browser.get(PlainBrowser.PAGE);
                } else {
                    browser.send(form);
                }
                assertThat(browser.status()).as(form).isEqualTo(503);
                assertThat(browser.header("Retry-After")).isEqualTo("2");
                assertThat(browser.state()).isEqualTo("unavailable");
                assertThat(browser.find("http-equiv=\"refresh\" content=\"(\\d+)\""))
                        .isEqualTo("5");
                assertThat(browser.session()).isEqualTo(session);
            }
            assertThat(new PlainBrowser(api).get(PlainBrowser.PAGE).state()).isEqualTo("joining");
        }
    }
}
