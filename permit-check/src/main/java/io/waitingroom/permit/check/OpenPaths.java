package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What needs no permit. Judged by the path as it was sent, and only if nothing in it can be read in two ways: whatever is escaped,
 * doubled or winding needs one, however the server behind takes it.
 */
final class OpenPaths {
    private static final Pattern CHARACTERS = Pattern.compile("/[A-Za-z0-9._~/-]*");

    private final List<String> paths;

    OpenPaths(List<String> paths) {
        this.paths = List.copyOf(paths);
    }

    boolean cover(HttpServletRequest request) {
        var path = request.getRequestURI();
        return isPlain(path) && paths.stream().anyMatch(open -> path.equals(open) || isBelow(path, open));
    }

    private static boolean isPlain(String path) {
        return CHARACTERS.matcher(path).matches() && !path.contains("//") && !path.contains("/.");
    }

    private static boolean isBelow(String path, String open) {
        return open.endsWith("/") && path.startsWith(open);
    }
}
