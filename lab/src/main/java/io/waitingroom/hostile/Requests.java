package io.waitingroom.hostile;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Builds the raw text of requests. */
final class Requests {
    static final String SESSIONS = "/api/waiting-room/sessions";
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private Requests() {}

    /** Returns the head of a request. If the request has no body, its head is the whole request. */
    static String head(String method, String target, String... headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    static String sessionPath(String id) {
        return SESSIONS + "/" + id;
    }

    static String post(String target, String... headers) {
        return head("POST", target, headers);
    }

    /**
     * Returns a join with this body, which is JSON or malformed JSON. Each character is sent as one byte.
     *
     * @param from the result of {@link #fromNewClient}
     */
    static String join(String json, String from) {
        return post(SESSIONS, from, "Content-Type: application/json", "Content-Length: " + json.length()) + json;
    }

    /** Returns the header X-Forwarded-For of a trusted proxy. Each call returns a new client address in the header. */
    static String fromNewClient() {
        var client = CLIENTS.incrementAndGet();
        return "X-Forwarded-For: 10." + (client >> 16 & 255) + "." + (client >> 8 & 255) + "." + (client & 255);
    }

    /** Returns the bytes of a text, one byte for each character. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
