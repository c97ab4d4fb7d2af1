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

/** A join whose sender cuts the connection before the answer. */
final class CutJoin {
    private CutJoin() {}

    /**
     * Sends a join and cuts the connection so many milliseconds later.
     *
     * @return its Idempotency-Key
     */
    static String send(Api api, int millis) {
        var key = UUID.randomUUID().toString();
        var at = api.sessions();
        var start = System.nanoTime();
        try (var socket = new Socket(at.getHost(), at.getPort())) {
            var head = "POST %s HTTP/1.1\r\nHost: %s\r\nIdempotency-Key: %s\r\nContent-Length: 0\r\n\r\n"
                    .formatted(at.getPath(), at.getAuthority(), key);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Patience.pass(Duration.ofMillis(millis));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        api.record(new Call(Kind.JOIN, key, Call.NONE, start, System.nanoTime(), new Unknown("cut by the client")));
        return key;
    }
}
