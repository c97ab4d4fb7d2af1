package io.waitingroom.hostile;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Attacks by request smuggling (RFC 9112, section 11.2): a proxy and a server may disagree about the place where a request
 * ends. Each request of these attacks hides another request, which would end the session of another client. Only a hidden
 * request would get the response 204.
 */
final class SmugglingAttacks {
    private static final int PER_SECOND = 100;
    private static final String LAST = Requests.head("GET", "/", "Connection: close");

    private SmugglingAttacks() {}

    static List<Attack> all() {
        return List.of(
                attack("body-on-get", Set.of("200", "404"), SmugglingAttacks::bodiesOnGet),
                attack("cl-te", Set.of("400"), SmugglingAttacks::lengthAndChunks),
                attack("te-cl", Set.of("400"), SmugglingAttacks::garbledChunked),
                attack("chunk-extensions", Set.of("200", "400", "404"), SmugglingAttacks::quotedExtensions));
    }

    /** Builds the requests of an attack. Each request calls the target and hides another request. */
    private interface Variants {
        List<String> of(String hidden, String target);
    }

    private static List<String> bodiesOnGet(String hidden, String target) {
        return List.of(
                Requests.head("GET", target, "Content-Length: " + hidden.length()) + hidden,
                Requests.head("GET", target, "Transfer-Encoding: chunked") + chunk(hidden) + "0\r\n\r\n",
                Requests.head("HEAD", target + "x", "Content-Length: " + hidden.length(), "Connection: close")
                        + hidden);
    }

    private static List<String> lengthAndChunks(String hidden, String target) {
        var heartbeat = target + ":heartbeat";
        return List.of(
                Requests.post(heartbeat, "Content-Length: " + (5 + hidden.length()), "Transfer-Encoding: chunked")
                        + "0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Transfer-Encoding: chunked", "Content-Length: 4") + chunk(hidden)
                        + "0\r\n\r\n",
                Requests.post(heartbeat, "Content-Length: 0", "Content-Length: " + hidden.length()) + hidden,
                Requests.post(heartbeat, "Content-Length: 0, " + hidden.length()) + hidden,
                Requests.post(heartbeat, "Content-Length: +0") + hidden);
    }

    private static List<String> garbledChunked(String hidden, String target) {
        var heartbeat = target + ":heartbeat";
        return List.of(
                Requests.post(heartbeat, "Content-Length: 4", "Transfer-Encoding: xchunked") + "0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Content-Length: 4", "Transfer-Encoding : chunked") + "0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Content-Length: 4", "Transfer-Encoding:\u000bchunked") + "0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Content-Length: 4", "X: y\nTransfer-Encoding: chunked") + "0\r\n\r\n"
                        + hidden,
                Requests.post(heartbeat, "Transfer-Encoding: chunked, identity") + "0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Transfer-Encoding: chunked", "Transfer-Encoding: identity") + "0\r\n\r\n"
                        + hidden,
                Requests.post(heartbeat, "Transfer-Encoding: chunked") + "-0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Transfer-Encoding: chunked") + "0x0\r\n\r\n" + hidden,
                Requests.post(heartbeat, "Transfer-Encoding: chunked") + "10000000000000000\r\n\r\n" + hidden);
    }

    private static List<String> quotedExtensions(String hidden, String target) {
        var head = Requests.post(target + ":heartbeat", "Transfer-Encoding: chunked");
        return List.of(
                head + "1;a=\"\r\nX\r\n0\r\n\r\n" + hidden + "\"\r\nY\r\n0\r\n\r\n",
                head + "0;a=\"\r\n\r\n" + hidden + "\"\r\n\r\n",
                head + "1;a=\"b\nX\r\n0\r\n\r\n" + hidden + "\"\r\nY\r\n0\r\n\r\n",
                head + "1;\nX\r\n0\r\n\r\n" + hidden + "\r\nY\r\n0\r\n\r\n",
                head + "1;a=\"b\\\"\r\nX\r\n0\r\n\r\n" + hidden + "\"\r\nY\r\n0\r\n\r\n");
    }

    private static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    private static Attack attack(String name, Set<String> allowed, Variants variants) {
        var next = new AtomicInteger();
        return new Attack(name, allowed, Tally::requests, (target, tally) -> {
            var session = Requests.sessionPath(target.victim());
            var all = variants.of(Requests.post(session + ":leave", "Content-Length: 0"), session);
            return new Flood(
                    target.port(),
                    tally,
                    PER_SECOND,
                    false,
                    (connection, outcomes) ->
                            exchange(connection, outcomes, all.get(next.getAndIncrement() % all.size()) + LAST));
        });
    }

    // Counts all responses until the server closes the connection: one for each request that the server found in the
    // bytes.
    private static void exchange(RawClient connection, Tally tally, String bytes) throws IOException {
        connection.send(Requests.bytes(bytes));
        tally.sent(bytes.length());
        try {
            while (true) {
                tally.answered(connection.readResponse().status());
            }
        } catch (IOException closed) {
            // Expected after the last response.
        }
    }
}
