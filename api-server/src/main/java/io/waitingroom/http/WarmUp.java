package io.waitingroom.http;

import java.util.List;
import org.eclipse.jetty.server.LocalConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a server requests that change nothing, before anybody else can. The first request of each kind loads hundreds of
 * classes: a crowd that comes at once would wait for that, and take the processor from the servers beside.
 */
final class WarmUp {
    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final int ROUNDS = 2;

    private WarmUp() {}

    static void with(LocalConnector inner, List<String> requests) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                for (var request : requests) {
                    inner.getResponse(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
            }
        } catch (Exception e) {
            log.warn("The server could not be warmed up: its first answers take longer", e);
        }
    }
}
