package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path prefixes for which no permit is needed. The prefixes are relative to the application. {@code /css/} matches all
 * paths below it; {@code /thanks} matches itself and all paths below it.
 *
 * <p>Only an unambiguous path can match: a path without escapes, parameters, empty segments or dot segments. If a request
 * writes an open path in another way, it needs a permit.
 */
record OpenPaths(List<String> prefixes) {
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9_~!$&'()*+,=:@./-]*");
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    /**
     * Checks the prefixes.
     *
     * @throws IllegalArgumentException if a prefix matches no path, or matches every path
     */
    OpenPaths {
        for (var prefix : prefixes) {
            // A star would be matched literally, but is most likely meant as a wildcard.
            if (prefix.length() < 2 || !isPlain(prefix) || prefix.contains("*")) {
                throw new IllegalArgumentException("'" + prefix
                        + "' cannot be an open path: it must be like /css/ or /thanks, and not all there is");
            }
        }
        prefixes = List.copyOf(prefixes);
    }

    boolean matches(HttpServletRequest request) {
        var sent = request.getRequestURI();
        return sent != null
                && isPlain(sent)
                && decoded(request)
                        .filter(path -> sent.equals(request.getContextPath() + path))
                        .filter(this::matchesPath)
                        .isPresent();
    }

    // The path by which the container chose the servlet.
    private static Optional<String> decoded(HttpServletRequest request) {
        try {
            var pathInfo = request.getPathInfo();
            return Optional.of(request.getServletPath() + (pathInfo == null ? "" : pathInfo));
        } catch (IllegalArgumentException ambiguous) {
            // Jetty throws this for an ambiguous path, if it is configured to accept such paths.
            return Optional.empty();
        }
    }

    private boolean matchesPath(String path) {
        return prefixes.stream()
                .anyMatch(
                        prefix -> path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/"));
    }

    private static boolean isPlain(String path) {
        return PLAIN.matcher(path).matches()
                && !path.contains("//")
                && !DOTS.matcher(path).find();
    }
}
