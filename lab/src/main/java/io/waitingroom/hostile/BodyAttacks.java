package io.waitingroom.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Attacks with oversized bodies and headers, and with JSON that breaks parsers. */
final class BodyAttacks {
    private static final long GIGABYTE = 1 << 30;
    private static final int PER_SECOND = 200;
    private static final int GIGABYTES_PER_SECOND = 20;
    private static final byte[] BLOCK = Requests.bytes("4000\r\n" + "a".repeat(0x4000) + "\r\n");

    private BodyAttacks() {}

    static List<Attack> all() {
        var length = Requests.post(Requests.SESSIONS, "Content-Length: " + GIGABYTE);
        var chunked = Requests.post(Requests.SESSIONS, "Transfer-Encoding: chunked");
        var headers = Requests.head(
                "GET", Requests.SESSIONS, "X: y\r\n".repeat(10_000).strip());
        return List.of(
                gigabyte("gigabyte-declared", length),
                gigabyte("gigabyte-chunked", chunked),
                repeated("10000-headers", () -> headers, "431", Tally.CLOSED),
                json("json-deep", "{\"eventId\":".repeat(370) + "1"),
                json("json-duplicate-keys", "{\"eventId\":\"default\",\"eventId\":\"default\"}"),
                json("json-huge-number", "{\"eventId\":1" + "0".repeat(4000) + "}"),
                json("json-huge-exponent", "{\"eventId\":1e999999999}"),
                json("json-invalid-utf8", "{\"eventId\":\"\u00c3\u0028\u00ff\u00fe\u00c0\u0080\"}"));
    }

    private static Attack json(String name, String json) {
        return repeated(name, () -> Requests.join(json, Requests.fromNewClient()), "400");
    }

    private static Attack repeated(String name, Supplier<String> requests, String... allowed) {
        return new Attack(
                name,
                Set.of(allowed),
                tally -> 0,
                (target, tally) -> new Flood(target.port(), tally, PER_SECOND, true, (connection, outcomes) -> {
                    var request = requests.get();
                    outcomes.sent(request.length());
                    connection.send(Requests.bytes(request));
                    outcomes.answered(connection.readResponse().status());
                }));
    }

    private static Attack gigabyte(String name, String head) {
        return new Attack(
                name,
                Set.of("413", Tally.CLOSED),
                tally -> 0,
                (target, tally) -> new Flood(
                        target.port(),
                        tally,
                        GIGABYTES_PER_SECOND,
                        false,
                        (connection, outcomes) -> send(connection, outcomes, Requests.bytes(head))));
    }

    // Sends until the response arrives, possibly a few blocks more: a client does not notice a response at once.
    private static void send(RawClient connection, Tally tally, byte[] head) throws IOException {
        tally.sent(head.length);
        connection.send(head);
        for (long sent = 0; sent < GIGABYTE && !connection.hasResponse(); sent += BLOCK.length) {
            connection.send(BLOCK);
            tally.sentMore(BLOCK.length);
        }
        tally.answered(connection.readResponse().status());
    }
}
