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
import java.util.stream.Stream;

/** Asks the room whether a visit that has nothing to show may come in at once, since nobody has to wait. */
final class InstantEntryClient {
    private static final Logger log = System.getLogger(InstantEntryClient.class.getName());
    private static final String SESSION = "waiting-room-session";
    /** The room answers within 150 ms; who would wait for longer than this is as well off at the waiting page. */
    private static final Duration LIMIT = Duration.ofMillis(500);
    /** Whether it is a visit, and whose: the room judges by the same as we do. */
    private static final List<String> TOLD = List.of(
            "Accept", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Purpose", "Purpose", "X-Requested-With", "User-Agent");

    private final ShortCalls calls = new ShortCalls(LIMIT);
    private final URI address;

    /**
     * What the room gave.
     *
     * @param permit to be checked as any other
     * @param cookie the value of {@code Set-Cookie} by which the browser keeps a new session; empty for one that it has
     */
    record Given(String permit, Optional<String> cookie) {}

    /** @param room where the room's API is, as {@code http://api:8080} */
    InstantEntryClient(URI room) {
        address = URI.create(room.toString().replaceAll("/+$", "") + "/api/waiting-room/verify");
    }

    /** Empty where the visit has to wait, and where the room does not answer: the waiting page says more. */
    Optional<Given> ask(HttpServletRequest request, boolean overTls, Optional<String> fingerprintHeader) {
        try {
            var call = call(request, overTls);
            fingerprintHeader.ifPresent(name -> tell(call, request, name));
            var answer = calls.send(call);
            var permit = answer.headers().firstValue("Waiting-Room-Permit");
            var cookie = answer.headers().firstValue("Set-Cookie").filter(value -> value.startsWith(SESSION + "="));
            return answer.statusCode() == 204 ? permit.map(text -> new Given(text, cookie)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            log.log(
                    Level.DEBUG,
                    "The room did not say whether a visit may come in: {0}",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static void tell(HttpRequest.Builder call, HttpServletRequest request, String header) {
        Optional.ofNullable(request.getHeader(header)).ifPresent(value -> call.header(header, value));
    }

    private HttpRequest.Builder call(HttpServletRequest request, boolean overTls) {
        var call = HttpRequest.newBuilder(address)
                .header("X-Forwarded-For", request.getRemoteAddr())
                .header("X-Forwarded-Proto", overTls ? "https" : "http")
                .header("X-Forwarded-Method", request.getMethod())
                .header("X-Waiting-Room-Enter", "true");
        TOLD.forEach(name -> tell(call, request, name));
        // Somebody who waits has a place already, and whose permit has run out may have a session.
        Collections.list(request.getHeaders("Cookie")).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(SESSION + "="))
                .findFirst()
                .ifPresent(pair -> call.header("Cookie", pair));
        return call;
    }
}
