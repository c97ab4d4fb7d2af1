package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What those are told who are not let through. Nothing of it is to be kept by anybody. */
final class Answers {
    private static final int SEE_OTHER = 303;
    private static final String RETRY_SECONDS = "5";

    private Answers() {}

    /**
     * Whether a person is to see the answer. Method override headers are not looked at: what a request is, its method
     * says.
     */
    static boolean isForPage(HttpServletRequest request) {
        if (!request.getMethod().equals("GET") || request.getHeader("Upgrade") != null) {
            return false;
        }
        var mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            return mode.equals("navigate");
        }
        var accept = request.getHeader("Accept");
        return accept == null
                || accept.equals("*/*")
                || accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    static void goTo(HttpServletResponse response, String location) {
        keepToYourselves(response);
        response.setHeader("Location", location);
        response.setStatus(SEE_OTHER);
    }

    static void unauthorized(HttpServletResponse response, String room, WaitingPage page) throws IOException {
        response.setHeader(
                "WWW-Authenticate",
                "Waiting-Room realm=\"" + quoted(room) + "\", page=\""
                        + page.address().toASCIIString() + "\"");
        problem(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "Unauthorized",
                "A valid permit of the waiting room is needed");
    }

    static void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", RETRY_SECONDS);
        problem(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Service Unavailable",
                "Permits cannot be checked at the moment. Please try again in " + RETRY_SECONDS + " seconds");
    }

    private static void problem(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        keepToYourselves(response);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        var json = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private static void keepToYourselves(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        // The address may hold a permit.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private static String quoted(String text) {
        return text.replaceAll("[^ !#-\\[\\]-~]", "_");
    }
}
