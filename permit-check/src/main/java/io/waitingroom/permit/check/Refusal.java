package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** What is answered to whoever has no permit: visits are sent to the waiting page, everything else is told why not (RFC 9457). */
final class Refusal {
    private static final Set<String> VISITS = Set.of("GET", "HEAD");

    private final String waitingPage;
    private final Optional<String> origin;

    Refusal(String waitingPage, Optional<String> origin) {
        this.waitingPage = waitingPage;
        this.origin = origin;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Address address) throws IOException {
        if (isVisit(request)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", waitingPage + "?next=" + encoded(next(request, address)));
            response.setHeader("Cache-Control", "no-store");
        } else {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"waiting-room\"");
            problem(response, 401, "Unauthorized", "A permit of the waiting room is needed.");
        }
    }

    void answerUnknown(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "2");
        problem(response, 503, "Service Unavailable", "It cannot be told at the moment who may come in. Try again.");
    }

    // What a script fetches, or is to become another protocol, is nothing to come back to.
    private static boolean isVisit(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        return VISITS.contains(request.getMethod())
                && request.getHeader("Upgrade") == null
                && (mode == null || mode.equals("navigate"));
    }

    private String next(HttpServletRequest request, Address address) {
        return waitingPage.startsWith("/")
                ? address.local()
                : origin.orElseGet(() -> originOf(request)) + address.local();
    }

    private static String originOf(HttpServletRequest request) {
        var url = request.getRequestURL();
        var path = url.indexOf("/", url.indexOf("://") + 3);
        return path < 0 ? url.toString() : url.substring(0, path);
    }

    private static String encoded(String next) {
        return URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    private static void problem(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
