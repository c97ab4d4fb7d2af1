package io.waitingroom.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Checks that a client that does not read the page's files, which exceed the buffers of a connection, blocks no other client. */
class UnreadPageTest {
    private static final int CONNECTIONS = 20;
    private static final int REQUESTS = 60;

    @Test
    void aClientThatReadsNothingBlocksNoThread() {
        try (var api = TestApi.with()) {
            var base = new PlainBrowser(api).get(PlainBrowser.PAGE).find("href=\"([^\"]+)/page.css\"");
            var request = RawHttp.request("GET", base + "/page.js");
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
