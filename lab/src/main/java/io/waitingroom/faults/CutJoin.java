package io.waitingroom.faults;

import io.waitingroom.history.Call;
import io.waitingroom.history.Call.Kind;
import io.waitingroom.history.Call.Unknown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Sends a join and closes the connection without reading the response. */
final class CutJoin {
    private CutJoin() {}

    /**
     * Sends a join and closes the connection after a pause.
     *
     * @param millis the length of the pause in milliseconds
     * @return the Idempotency-Key of the join
     */
    static String send(ApiClient api, int millis) {
        var key = UUID.randomUUID().toString();
        var uri = api.sessions();
        var start = System.nanoTime();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var head = "POST %s HTTP/1.1\r\nHost: %s\r\nIdempotency-Key: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(uri.getPath(), uri.getAuthority(), key);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Waits.sleep(Duration.ofMillis(millis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api.record(new Call(Kind.JOIN, key, Call.NONE, start, System.nanoTime(), new Unknown("cut by the client")));
        return key;
    }
}
