package io.waitingroom.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A parsed web address: an absolute http or https URL, or a path. Parsing splits the address, and does not normalise path and query,
 * because a browser must later request exactly the same address. Browsers accept more characters than RFC 3986 allows (WHATWG URL Standard,
 * section 4.4).
 *
 * @param origin the origin of an absolute address, in lower case and without the default port of its scheme; empty for a path
 * @param path the path, which begins with a slash; the path of an absolute address may be empty
 * @param rest query and fragment, with their leading {@code ?} and {@code #}
 */
public record Address(Optional<String> origin, String path, String rest) {
    private static final Pattern SHAPE = Pattern.compile(
            "(?:(https?)://([^/?#\\\\]*))?(/[^?#]*)?([?#].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
    /**
     * Control characters, which an address must not contain. Browsers drop tabs and line breaks, and the remaining text may then have
     * another meaning.
     */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    /**
     * Dot segments ({@code .} and {@code ..}), which a path must not contain. Browsers resolve dot segments before they send the request,
     * even if the dots are percent-encoded.
     */
    private static final Pattern DOTS = Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    /** Parses an http or https address, or a path. Returns empty for a text that a browser would not request unchanged. */
    public static Optional<Address> read(String text) {
        var shape = SHAPE.matcher(text);
        if (CONTROL.matcher(text).find() || !shape.matches()) {
            return Optional.empty();
        }
        var path = shape.group(3) == null ? "" : shape.group(3);
        // Browsers treat a backslash in a path as a slash.
        if (path.indexOf('\\') >= 0 || DOTS.matcher(path).find()) {
            return Optional.empty();
        }
        var rest = shape.group(4) == null ? "" : shape.group(4);
        return origin(shape.group(1), shape.group(2))
                .filter(origin -> !origin.isEmpty() || path.startsWith("/") && !path.startsWith("//"))
                .map(origin ->
                        new Address(Optional.of(origin).filter(it -> !it.isEmpty()), encode(path), encode(rest)));
    }

    // Returns an empty text for a path, and Optional.empty() for an invalid origin.
    private static Optional<String> origin(String scheme, String host) {
        if (scheme == null) {
            return Optional.of("");
        }
        if (!HOST.matcher(host).matches()) {
            return Optional.empty();
        }
        var origin = (scheme + "://" + host).toLowerCase(Locale.ROOT);
        return Optional.of(origin.replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2"));
    }

    // Percent-encodes characters that are not allowed in an address, as browsers do.
    private static String encode(String text) {
        return text.codePoints()
                .mapToObj(c -> c > ' ' && c < 0x7f ? Character.toString(c) : escaped(Character.toString(c)))
                .collect(Collectors.joining());
    }

    /**
     * Percent-encodes the address that a header contains. Each character of a header value stands for one byte (RFC 9110, section 5.5).
     * Each byte that is not ASCII is encoded.
     *
     * @param value the value of the header
     */
    public static String encodeHeader(String value) {
        return value.chars()
                .mapToObj(c -> c < 0x80 ? Character.toString(c) : String.format("%%%02X", c & 0xff))
                .collect(Collectors.joining());
    }

    private static String escaped(String character) {
        var escaped = new StringBuilder();
        for (var b : character.getBytes(StandardCharsets.UTF_8)) {
            escaped.append(String.format("%%%02X", b & 0xff));
        }
        return escaped.toString();
    }

    /** Returns a copy without the query parameters of the given name. All other parameters stay as they are. */
    public Address without(String parameter) {
        var hash = rest.indexOf('#') < 0 ? rest.length() : rest.indexOf('#');
        var query = rest.substring(0, hash);
        if (!query.startsWith("?")) {
            return this;
        }
        var pairs = Stream.of(query.substring(1).split("&", -1)).toList();
        var others = pairs.stream().filter(pair -> !isNamed(pair, parameter)).toList();
        if (others.size() == pairs.size()) {
            return this;
        }
        var left = others.isEmpty() ? "" : "?" + String.join("&", others);
        return new Address(origin, path, left + rest.substring(hash));
    }

    private static boolean isNamed(String pair, String parameter) {
        var name = pair.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).equals(parameter);
        } catch (IllegalArgumentException e) {
            return name.equals(parameter);
        }
    }

    /**
     * Returns two addresses: this address, and a copy without query and fragment. A caller with a length limit takes the first address that
     * is short enough.
     */
    public Stream<Address> longestFirst() {
        return Stream.of(this, new Address(origin, path, ""));
    }

    /** Returns the address as text, in ASCII. */
    public String text() {
        return origin.orElse("") + path + rest;
    }
}
