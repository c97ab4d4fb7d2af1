package io.waitingroom.http;

import java.util.List;
import org.eclipse.jetty.server.LocalConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends requests without side effects to a server before the server opens its port. The first request of each kind loads hundreds of
 * classes. Without the warm-up, a crowd that arrives at once would wait for these classes. Loading them at that time would also take the
 * processor from other servers on the same machine.
 */
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final int ROUNDS = 2;

    private WarmUp() {}

    static void run(LocalConnector connector, List<String> requests) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                for (var request : requests) {
                    connector.getResponse(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
            }
        } catch (Exception e) {
            log.warn("The warm-up of the server failed: its first responses will be slow", e);
        }
    }
}
