package io.waitingroom.hostile;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes over the wire. */
final class Requests {
    static final String SESSIONS = "/api/waiting-room/sessions";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private Requests() {}

    /** The head of a request, or all of it where it has no body. */
    static String head(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    static String one(String id) {
        return SESSIONS + "/" + id;
    }

    static String post(String target, String... headers) {
        return head("POST", target, headers);
    }

    /** A join with a body of JSON, or of what a client holds to be JSON; each character is a byte. */
    static String join(String json, String from) {
        return post(SESSIONS, from, "Content-Type: application/json", "Content-Length: " + json.length()) + json;
    }

    /** A header by which a trusted proxy says whom it speaks for: each time somebody else. */
    static String fromAnother() {
        var person = PEOPLE.incrementAndGet();
        return "X-Forwarded-For: 10." + (person >> 16 & 255) + "." + (person >> 8 & 255) + "." + (person & 255);
    }

    /** Each character as one byte. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
