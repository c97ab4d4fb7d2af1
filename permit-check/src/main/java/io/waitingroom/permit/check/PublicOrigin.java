package io.waitingroom.permit.check;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How this service is reached from outside.
 *
 * @param configured its origin, if it was told
 * @param proxied whether what a proxy says of the request in X-Forwarded-Proto and X-Forwarded-Host is believed
 */
record PublicOrigin(Optional<URI> configured, boolean proxied) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern HOST = Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    /** Scheme, host and port by which the request came, or empty where it names none that could be. */
    Optional<String> origin(HttpServletRequest request) {
        return configured.isPresent()
                ? configured.flatMap(PublicOrigin::origin)
                : origin(scheme(request), host(request));
    }

    boolean isOverTls(HttpServletRequest request) {
        return configured.map(URI::getScheme).orElseGet(() -> scheme(request)).equalsIgnoreCase("https");
    }

    /** That of a URL, without a port that goes without saying. */
    static Optional<String> origin(URI url) {
        return url.getScheme() == null || url.getRawAuthority() == null
                ? Optional.empty()
                : origin(url.getScheme(), url.getRawAuthority());
    }

    private static Optional<String> origin(String scheme, String host) {
        var plain = host.toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || !HOST.matcher(plain).matches()) {
            return Optional.empty();
        }
        var implied = scheme.equals("https") ? ":443" : ":80";
        return Optional.of(scheme + "://"
                + (plain.endsWith(implied) ? plain.substring(0, plain.length() - implied.length()) : plain));
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
        return proxied ? Optional.ofNullable(request.getHeader(header)).map(String::strip) : Optional.empty();
    }
}
