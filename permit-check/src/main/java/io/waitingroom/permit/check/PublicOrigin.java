package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Determines the origin at which browsers reach this service.
 *
 * @param configured the configured origin; empty if the origin is taken from the request
 * @param trustForwarded whether the request's X-Forwarded-Proto and X-Forwarded-Host are trusted
 */
record PublicOrigin(Optional<URI> configured, boolean trustForwarded) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern HOST = Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    /**
     * Returns the configured origin. If none is configured, returns the origin of the request; empty if the origin of the
     * request is invalid.
     */
    Optional<String> origin(HttpServletRequest request) {
        return configured.isPresent()
                ? configured.flatMap(PublicOrigin::origin)
                : origin(scheme(request), host(request));
    }

    boolean isOverTls(HttpServletRequest request) {
        return configured.map(URI::getScheme).orElseGet(() -> scheme(request)).equalsIgnoreCase("https");
    }

    /** Returns the origin of a URL, without the default port of the URL's scheme; empty if the URL has no valid origin. */
    static Optional<String> origin(URI url) {
        return url.getScheme() == null || url.getRawAuthority() == null
                ? Optional.empty()
                : origin(url.getScheme(), url.getRawAuthority());
    }

    private static Optional<String> origin(String scheme, String host) {
        var lowerCase = host.toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || !HOST.matcher(lowerCase).matches()) {
            return Optional.empty();
        }
        var defaultPort = scheme.equals("https") ? ":443" : ":80";
        return Optional.of(scheme + "://"
                + (lowerCase.endsWith(defaultPort)
                        ? lowerCase.substring(0, lowerCase.length() - defaultPort.length())
                        : lowerCase));
    }

    private String scheme(HttpServletRequest request) {
        return forwarded(request, "X-Forwarded-Proto")
                .orElse(request.getScheme())
                .toLowerCase(Locale.ROOT);
    }

    private String host(HttpServletRequest request) {
        return forwarded(request, "X-Forwarded-Host")
                .orElseGet(() -> request.getServerName() + ":" + request.getServerPort());
    }

    private Optional<String> forwarded(HttpServletRequest request, String header) {
        return trustForwarded ? Optional.ofNullable(request.getHeader(header)).map(String::strip) : Optional.empty();
    }
}
