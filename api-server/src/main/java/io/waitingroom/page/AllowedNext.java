package io.waitingroom.page;

import io.waitingroom.permit.PermitCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where {@code next} may lead: to paths of this server, and to what was named. Everything is compared after parsing,
 * part by part, and whatever browsers and servers might read differently is refused: a page that sends people wherever
 * a link says lends its good name to every fraud.
 */
final class AllowedNext {
    static final AllowedNext PATHS_ONLY = new AllowedNext(List.of());

    private static final int LONGEST = 2048;
    /** Browsers take a backslash for a slash, and drop tabs and line ends. */
    private static final Pattern ODD = Pattern.compile("[\\x00-\\x20\\x7f\\\\]");
    /** Dots, slashes, backslashes and control characters in disguise; a server may take them for what they stand for. */
    private static final Pattern DISGUISED = Pattern.compile("%(2e|2f|5c|7f|[01][0-9a-f])", Pattern.CASE_INSENSITIVE);

    private final List<Prefix> prefixes;

    private AllowedNext(List<Prefix> prefixes) {
        this.prefixes = prefixes;
    }

    /** Where to go, or empty if that is not allowed. */
    Optional<Target> check(String next) {
        return parse(next).flatMap(this::check);
    }

    private Optional<Target> check(URI uri) {
        var url = uri.toASCIIString();
        if (!uri.isAbsolute()) {
            var isPath = uri.getRawAuthority() == null && url.startsWith("/") && !url.startsWith("//");
            return isPath ? Optional.of(new Target(url, Optional.empty())) : Optional.empty();
        }
        return Prefix.of(uri)
                .filter(wanted -> prefixes.stream().anyMatch(prefix -> prefix.covers(wanted)))
                .map(wanted -> new Target(url, Optional.of(wanted.origin())));
    }

    private static Optional<URI> parse(String text) {
        if (text.length() > LONGEST || ODD.matcher(text).find()) {
            return Optional.empty();
        }
        try {
            var uri = new URI(text);
            return uri.isOpaque() || isWinding(uri.getRawPath()) || hasPermit(uri.getQuery())
                    ? Optional.empty()
                    : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    // Ours is added, and must be the only one.
    private static boolean hasPermit(String query) {
        return query != null && query.contains(PermitCookie.NAME);
    }

    private static boolean isWinding(String path) {
        return DISGUISED.matcher(path).find()
                || Stream.of(path.split("/", -1)).anyMatch(step -> step.equals(".") || step.equals(".."));
    }

    /** A scheme, a host and a port, and what a path must begin with: whole steps of it, or any. */
    private record Prefix(String scheme, String host, int port, String path) {
        static Optional<Prefix> of(URI uri) {
            var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            if (!List.of("http", "https").contains(scheme) || uri.getHost() == null || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            var port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(scheme);
            return Optional.of(new Prefix(scheme, uri.getHost().toLowerCase(Locale.ROOT), port, uri.getRawPath()));
        }

        private static int defaultPort(String scheme) {
            return scheme.equals("https") ? 443 : 80;
        }

        boolean covers(Prefix wanted) {
            return scheme.equals(wanted.scheme)
                    && host.equals(wanted.host)
                    && port == wanted.port
                    && (path.isEmpty()
                            || wanted.path.equals(path)
                            || wanted.path.startsWith(path.endsWith("/") ? path : path + "/"));
        }

        String origin() {
            return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
        }
    }

    /** Reads {@code none}, or origins and URLs with commas between them. */
    static final class Converter implements ITypeConverter<AllowedNext> {
        @Override
        public AllowedNext convert(String text) {
            return text.isBlank() || text.equals("none")
                    ? PATHS_ONLY
                    : new AllowedNext(Stream.of(text.split(",", -1))
                            .map(Converter::prefix)
                            .toList());
        }

        private static Prefix prefix(String text) {
            return parse(text.strip())
                    .filter(URI::isAbsolute)
                    .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                    .flatMap(Prefix::of)
                    .map(prefix ->
                            prefix.path.equals("/") ? new Prefix(prefix.scheme, prefix.host, prefix.port, "") : prefix)
                    .orElseThrow(
                            () -> new TypeConversionException(
                                    "'" + text.strip()
                                            + "' is not an origin or a URL like https://tickets.example.com or https://example.com/shop/"));
        }
    }
}
