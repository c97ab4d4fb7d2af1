package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The page's files are larger than what a connection takes by itself: who does not read them keeps nobody waiting. */
class UnreadPageTest {
    private static final int CONNECTIONS = 100;
    private static final int REQUESTS = 40;

    @Test
    void whoReadsNothingHoldsNoThread() {
        try (var api = TestApi.with()) {
            var base = new PlainBrowser(api).get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
            var request = RawHttp.request("GET", base + "/page.js") + RawHttp.request("GET", PlainBrowser.PAGE);
            var unread = new ArrayList<RawHttp>();
            try {
                for (int i = 0; i < CONNECTIONS; i++) {
                    var connection = new RawHttp(api);
                    connection.send(request.repeat(REQUESTS));
                    unread.add(connection);
                }
                for (int i = 0; i < 10; i++) {
                    assertThat(api.look(api.join()).statusCode()).isEqualTo(200);
                }
            } finally {
                unread.forEach(RawHttp::close);
            }
        }
    }
}
