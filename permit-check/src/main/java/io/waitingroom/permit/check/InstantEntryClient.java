package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks the room for an instant entry: while the room has free slots, a visit without a permit gets a session and a permit at
 * once.
 */
final class InstantEntryClient {
    private static final Logger log = System.getLogger(InstantEntryClient.class.getName());
    private static final String SESSION = "waiting-room-session";
    /**
     * The timeout of the call. The room responds within 150 ms. After a much longer delay, the waiting page is the better
     * choice for the visitor.
     */
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    /**
     * The request headers that are forwarded to the room. The room uses these headers to decide whether the request is a visit.
     * This filter decides in the same way.
     */
    private static final List<String> FORWARDED = List.of(
            "Accept",
            "Sec-Fetch-Mode",
            "Sec-Fetch-Dest",
            "Sec-Purpose",
            "Purpose",
            "X-Purpose",
            "X-Moz",
            "X-Requested-With",
            "User-Agent");

    private final ShortCalls calls = new ShortCalls(TIMEOUT);
    private final URI address;

    /**
     * An entry that the room has granted.
     *
     * @param permit the permit's text, not verified yet
     * @param cookie the value of {@code Set-Cookie} for a new session; empty if the browser has a session already
     */
    record Granted(String permit, Optional<String> cookie) {}

    /**
     * Creates a client of a room.
     *
     * @param room the base URL of the room's API, such as {@code http://api:8080}
     */
    InstantEntryClient(URI room) {
        address = URI.create(room.toString().replaceAll("/+$", "") + "/api/waiting-room/verify");
    }

    /**
     * Asks the room to let in the visitor who sent a request. Returns empty if the visitor has to wait or if the room does not
     * respond. In both cases, the waiting page explains the situation to the visitor.
     */
    Optional<Granted> ask(HttpServletRequest request, boolean overTls, Optional<String> fingerprintHeader) {
        try {
            var call = call(request, overTls);
            fingerprintHeader.ifPresent(name -> forward(call, request, name));
            var response = calls.send(call);
            var permit = response.headers().firstValue("Waiting-Room-Permit");
            var cookie = response.headers().firstValue("Set-Cookie").filter(value -> value.startsWith(SESSION + "="));
            return response.statusCode() == 204 ? permit.map(text -> new Granted(text, cookie)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            log.log(
                    Level.DEBUG,
                    "The call to the room for an instant entry failed: {0}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static void forward(HttpRequest.Builder call, HttpServletRequest request, String header) {
        Optional.ofNullable(request.getHeader(header)).ifPresent(value -> call.header(header, value));
    }

    private HttpRequest.Builder call(HttpServletRequest request, boolean overTls) {
        var call = HttpRequest.newBuilder(address)
                .header("X-Forwarded-For", request.getRemoteAddr())
                .header("X-Forwarded-Proto", overTls ? "https" : "http")
                .header("X-Forwarded-Method", request.getMethod())
                .header("X-Waiting-Room-Enter", "true");
        FORWARDED.forEach(name -> forward(call, request, name));
        // The browser may have a session already: one that is WAITING, or one whose permit has expired. An older
        // visit may have left another cookie of that name: the room finds the valid one.
        var sessions = sessions(request).collect(Collectors.joining("; "));
        if (!sessions.isEmpty()) {
            call.header("Cookie", sessions);
        }
        return call;
    }

    /** Returns whether the browser has a session. The session may be in any state. */
    static boolean hasSession(HttpServletRequest request) {
        return sessions(request).findAny().isPresent();
    }

    private static Stream<String> sessions(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(SESSION + "="));
    }
}
