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
 * Where {@code next} may lead: to any path of the host that the page is asked for at, and to what was named. Anything else leads to
 * a front page: a page that sends people wherever a link says lends its good name to every fraud, and one that refuses to
 * lead them anywhere is a dead end.
 */
final class AllowedNext {
    static final AllowedNext OWN_HOST_ONLY = new AllowedNext(List.of());

    private static final int LONGEST = 6 * 1024;
    /** Whoever sends people here measures what is escaped, each by another rule: somewhat more than they send. */
    private static final int LONGEST_ESCAPED = 8 * 1024;

    private static final Destination OF_OWN_HOST = new Destination("/", Optional.empty());

    private final List<Prefix> prefixes;

    private AllowedNext(List<Prefix> prefixes) {
        this.prefixes = prefixes;
    }

    /**
     * Where to go. An address that is too long leads to its path.
     *
     * @param isOwn tells of an origin whether the page is asked for there
     */
    Destination check(String next, Predicate<String> isOwn) {
        // Ours are added, and must be the only ones.
        return Address.read(next)
                .map(address -> address.without(PermitFormat.COOKIE).without(RedirectLoopGuard.PARAMETER))
                .flatMap(address -> allowed(address, isOwn))
                .orElseGet(() -> isPath(next) ? OF_OWN_HOST : frontPage());
    }

    private Optional<Destination> allowed(Address address, Predicate<String> isOwn) {
        var ofOwnHost = address.origin().map(isOwn::test).orElse(true);
        if (!ofOwnHost && prefixes.stream().noneMatch(prefix -> prefix.covers(address))) {
            return Optional.empty();
        }
        return address.longestFirst()
                .filter(it -> fits(it.text()))
                .findFirst()
                .map(it -> ofOwnHost ? ofOwnHost(it) : new Destination(it.text(), it.origin()));
    }

    private static boolean fits(String text) {
        return text.length() <= LONGEST
                && URLEncoder.encode(text, StandardCharsets.UTF_8).length() <= LONGEST_ESCAPED;
    }

    // Browsers take what begins with two slashes for another host's.
    private static Destination ofOwnHost(Address address) {
        var needsOrigin = !address.path().startsWith("/") || address.path().startsWith("//");
        return new Destination(needsOrigin ? address.text() : address.path() + address.rest(), Optional.empty());
    }

    private static boolean isPath(String next) {
        return next.startsWith("/") && !next.startsWith("//");
    }

    /** Where to go for want of anything better: to the first that was named. */
    Destination frontPage() {
        return prefixes.isEmpty() ? OF_OWN_HOST : prefixes.get(0).frontPage();
    }

    /** An origin, and what a path must begin with: whole steps of it, or any. */
    private record Prefix(String origin, String path) {
        private static final Pattern SLASH = Pattern.compile("%2f|%5c", Pattern.CASE_INSENSITIVE);
        private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

        boolean covers(Address address) {
            var wanted = address.path();
            return address.origin().filter(origin::equals).isPresent()
                    && (path.isEmpty()
                            || !mayWind(wanted)
                                    && (wanted.equals(path)
                                            || wanted.startsWith(path.endsWith("/") ? path : path + "/")));
        }

        // A server may take slashes and dots in disguise for what they stand for, and so leave what was named.
        private static boolean mayWind(String path) {
            var plain = DOT.matcher(SLASH.matcher(path).replaceAll("/")).replaceAll(".");
            return Stream.of(plain.split("/", -1))
                    .map(step -> step.split(";", 2)[0])
                    .anyMatch(step -> step.equals(".") || step.equals(".."));
        }

        Destination frontPage() {
            return new Destination(origin + (path.isEmpty() ? "/" : path), Optional.of(origin));
        }
    }

    /** Reads {@code none}, or origins and URLs with commas between them. */
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
