package io.waitingroom.api;

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
    private static final String NOBODY = SessionPath.BASE + "/nobody";
    private static final List<String> REQUESTS = List.of(
            "GET " + NOBODY,
            "GET " + NOBODY + "/events",
            "POST " + NOBODY + ":heartbeat",
            "POST " + NOBODY + ":leave",
            "GET /api/waiting-room/rooms/default",
            "GET /api/waiting-room/verify",
            "GET /waiting-room");

    private WarmUp() {}

    static void with(LocalConnector inner) {
        try {
            for (int i = 0; i < ROUNDS; i++) {
                for (var request : REQUESTS) {
                    inner.getResponse(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                }
            }
        } catch (Exception e) {
            log.warn("The server could not be warmed up: its first answers take longer", e);
        }
    }
}
