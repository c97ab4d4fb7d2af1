package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is open to everybody, by path within the application. {@code /css/} opens what is beneath, {@code /thanks} itself
 * and what is beneath.
 *
 * <p>Only a path that means the same to everybody can be open: one without escapes, parameters, empty or dot segments.
 * Whoever writes one of ours in another way is asked for a permit.
 */
record OpenPaths(List<String> prefixes) {
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9_~!$&'()*+,=:@./-]*");
    private static final Pattern DOTS = Pattern.compile("/\\.{1,2}(/|$)");

    /** @throws IllegalArgumentException for one that could never be asked for, and for one that opens everything */
    OpenPaths {
        for (var prefix : prefixes) {
            // A star would be a character like any other, and whoever writes one means a pattern.
            if (prefix.length() < 2 || !isPlain(prefix) || prefix.contains("*")) {
                throw new IllegalArgumentException("'" + prefix
                        + "' cannot be an open path: it must be like /css/ or /thanks, and not all there is");
            }
        }
        prefixes = List.copyOf(prefixes);
    }

    boolean cover(HttpServletRequest request) {
        var sent = request.getRequestURI();
        return sent != null
                && isPlain(sent)
                && decoded(request)
                        .filter(path -> sent.equals(request.getContextPath() + path))
                        .filter(this::coverPath)
                        .isPresent();
    }

    // What the container decoded is what it chose the servlet by.
    private static Optional<String> decoded(HttpServletRequest request) {
        try {
            var beyond = request.getPathInfo();
            return Optional.of(request.getServletPath() + (beyond == null ? "" : beyond));
        } catch (IllegalArgumentException ambiguous) {
            // Jetty's answer for a path that it was told to put up with.
            return Optional.empty();
        }
    }

    private boolean coverPath(String path) {
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
