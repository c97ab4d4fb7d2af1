package io.waitingroom.page;

import io.waitingroom.client.Address;
import io.waitingroom.permit.check.PermitFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Checks the destination in the parameter {@code next}, to which the page later leads the browser. The check allows all paths
 * of the page's own host, and the origins and URLs in the flag {@code --allowed-next}. It replaces any other destination by a
 * front page. Without this check the page would be an open redirect, which helps phishing: the link shows a trusted host but
 * leads to another one. The response is not an error, because the visitor could not go on from an error page.
 */
final class AllowedNext {
    static final AllowedNext OWN_HOST_ONLY = new AllowedNext(List.of());

    private static final int MAX_LENGTH = 6 * 1024;
    /**
     * The maximum length of the percent-encoded address. Proxies and filters that redirect browsers to this page limit the
     * encoded length too, but their escaping rules differ. Therefore this limit is somewhat higher than theirs.
     */
    private static final int MAX_ESCAPED_LENGTH = 8 * 1024;

    private static final Destination OWN_FRONT_PAGE = new Destination("/", Optional.empty());

    private final List<Prefix> prefixes;

    private AllowedNext(List<Prefix> prefixes) {
        this.prefixes = prefixes;
    }

    /**
     * Returns the checked destination. If the address in {@code next} is too long, only its path is used.
     *
     * @param next the requested destination, which is not checked yet
     * @param isOwn tells whether an origin is the one at which the page was requested
     */
    Destination check(String next, Predicate<String> isOwn) {
        // These parameters are added later by this server. Copies in the request must not remain beside them.
        return Address.read(next)
                .map(address -> address.without(PermitFormat.COOKIE).without(RedirectLoopGuard.PARAMETER))
                .flatMap(address -> allowed(address, isOwn))
                .orElseGet(() -> isPath(next) ? OWN_FRONT_PAGE : frontPage());
    }

    private Optional<Destination> allowed(Address address, Predicate<String> isOwn) {
        var isOwnHost = address.origin().map(isOwn::test).orElse(true);
        if (!isOwnHost && prefixes.stream().noneMatch(prefix -> prefix.covers(address))) {
            return Optional.empty();
        }
        return address.longestFirst()
                .filter(it -> fits(it.text()))
                .findFirst()
                .map(it -> isOwnHost ? onOwnHost(it) : new Destination(it.text(), it.origin()));
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_LENGTH
                && URLEncoder.encode(text, StandardCharsets.UTF_8).length() <= MAX_ESCAPED_LENGTH;
    }

    // A path that begins with two slashes needs the origin before it: alone, browsers read it as an address of another
    // host.
    private static Destination onOwnHost(Address address) {
        var needsOrigin = !address.path().startsWith("/") || address.path().startsWith("//");
        return new Destination(needsOrigin ? address.text() : address.path() + address.rest(), Optional.empty());
    }

    private static boolean isPath(String next) {
        return next.startsWith("/") && !next.startsWith("//");
    }

    /**
     * Returns the default destination. This is the first destination in {@code --allowed-next}. If the flag lists none, it is the
     * front page of the page's own host.
     */
    Destination frontPage() {
        return prefixes.isEmpty() ? OWN_FRONT_PAGE : prefixes.get(0).frontPage();
    }

    /** An allowed origin and path prefix. The prefix matches whole path segments. An empty prefix matches every path. */
    private record Prefix(String origin, String path) {
        private static final Pattern SLASH = Pattern.compile("%2f|%5c", Pattern.CASE_INSENSITIVE);
        private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

        boolean covers(Address address) {
            var requested = address.path();
            return address.origin().filter(origin::equals).isPresent()
                    && (path.isEmpty()
                            || !mayTraverse(requested)
                                    && (requested.equals(path)
                                            || requested.startsWith(path.endsWith("/") ? path : path + "/")));
        }

        // Path traversal: a server may decode escaped slashes and dots, and so serve a path outside the allowed prefix.
        private static boolean mayTraverse(String path) {
            var plain = DOT.matcher(SLASH.matcher(path).replaceAll("/")).replaceAll(".");
            return Stream.of(plain.split("/", -1))
                    .map(segment -> segment.split(";", 2)[0])
                    .anyMatch(segment -> segment.equals(".") || segment.equals(".."));
        }

        Destination frontPage() {
            return new Destination(origin + (path.isEmpty() ? "/" : path), Optional.of(origin));
        }
    }

    /** Parses the value of {@code --allowed-next}: {@code none}, or a comma-separated list of origins and URLs. */
    static final class Converter implements ITypeConverter<AllowedNext> {
        @Override
        public AllowedNext convert(String text) {
            return text.isBlank() || text.equals("none")
                    ? OWN_HOST_ONLY
                    : new AllowedNext(Stream.of(text.split(",", -1))
                            .map(String::strip)
                            .map(Converter::prefix)
                            .toList());
        }

        private static Prefix prefix(String text) {
            return Address.read(text)
                    .filter(address ->
                            address.origin().isPresent() && address.rest().isEmpty())
                    .map(address ->
                            new Prefix(address.origin().get(), address.path().equals("/") ? "" : address.path()))
                    .orElseThrow(
                            () -> new TypeConversionException(
                                    "'" + text
                                            + "' is not an origin or a URL like https://tickets.example.com or https://example.com/shop/"));
        }
    }
}
