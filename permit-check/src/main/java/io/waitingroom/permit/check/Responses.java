package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Classifies requests, and writes the responses to requests that are not let through. These responses must not be cached. */
final class Responses {
    private static final int SEE_OTHER = 303;
    private static final Set<String> VISITS = Set.of("GET", "HEAD");
    private static final String RETRY_SECONDS = "5";

    private Responses() {}

    /**
     * Returns whether the request is a visit: a navigation whose response the browser shows as a page. Browsers mark a
     * navigation in their headers (W3C Fetch Metadata). A request of an older browser has no such headers. Such a request is a
     * visit if it names HTML as an accepted type. Scripts do not name HTML; they accept any type. Headers that override the
     * method are ignored: only the real method is checked.
     */
    static boolean isVisit(HttpServletRequest request) {
        return VISITS.contains(request.getMethod()) && isForPage(request);
    }

    /**
     * Returns whether the request is a form whose response the browser shows as a page. For example, another site sends a
     * visitor back with such a form.
     */
    static boolean isForm(HttpServletRequest request) {
        return request.getMethod().equals("POST") && isForPage(request);
    }

    private static boolean isForPage(HttpServletRequest request) {
        if (request.getHeader("Upgrade") != null) {
            return false;
        }
        var mode = request.getHeader("Sec-Fetch-Mode");
        if (mode != null) {
            var use = Optional.ofNullable(request.getHeader("Sec-Fetch-Dest")).orElse("document");
            return mode.equals("navigate") && use.equals("document");
        }
        var accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        return request.getHeader("X-Requested-With") == null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    /** Whether the request is a CORS preflight (WHATWG Fetch, section 3.3.4). Browsers send preflights without credentials. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Origin") != null
                && request.getHeader("Access-Control-Request-Method") != null;
    }

    static void redirect(HttpServletResponse response, String location) {
        setPrivacyHeaders(response);
        response.setHeader("Location", location);
        response.setStatus(SEE_OTHER);
    }

    static void unauthorized(HttpServletResponse response, String room, WaitingPage page) throws IOException {
        var address = page.address().toASCIIString();
        response.setHeader("WWW-Authenticate", "Waiting-Room realm=\"" + quoted(room) + "\", page=\"" + address + "\"");
        response.setHeader("Waiting-Room-Page", address);
        problem(
                response,
                HttpServletResponse.SC_UNAUTHORIZED,
                "Unauthorized",
                "A valid permit of the waiting room is needed",
                ",\"waitingPage\":\"" + address + "\"");
    }

    static void unavailable(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", RETRY_SECONDS);
        problem(
                response,
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Service Unavailable",
                "Permits cannot be checked at the moment. Please try again in " + RETRY_SECONDS + " seconds",
                "");
    }

    /**
     * Writes a response with a problem as JSON.
     *
     * @param extraMembers further JSON members, each with a comma before it
     */
    private static void problem(
            HttpServletResponse response, int status, String title, String detail, String extraMembers)
            throws IOException {
        setPrivacyHeaders(response);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        var json = "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"%s}"
                .formatted(title, status, detail, extraMembers)
                .getBytes(StandardCharsets.UTF_8);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private static void setPrivacyHeaders(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        // The request's URL may contain a permit.
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }

    private static String quoted(String text) {
        return text.replaceAll("[^ !#-\\[\\]-~]", "_");
    }
}
