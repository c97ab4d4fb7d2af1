package io.waitingroom.client;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An address as browsers write it, told apart into its parts and otherwise left alone: what a browser asked for is what it is to
 * ask for again. Browsers put up with more than RFC 3986 allows (WHATWG URL Standard, section 4.4).
 *
 * @param origin of an absolute address, in small letters and without the port of its scheme
 * @param path begins with a slash, or is empty in an absolute address
 * @param rest query and fragment, each with its mark
 */
public record Address(Optional<String> origin, String path, String rest) {
    private static final Pattern SHAPE = Pattern.compile(
            "(?:(https?)://([^/?#\\\\]*))?(/[^?#]*)?([?#].*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d{1,5})?");
    /** Browsers drop tabs and line ends, and what is left means something else. */
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    /** Browsers resolve these before they ask, also in disguise. */
    private static final Pattern DOTS = Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$)", Pattern.CASE_INSENSITIVE);

    /** Reads an address of http or https, or a path; empty for anything that a browser would not ask for like that. */
    public static Optional<Address> read(String text) {
        var shape = SHAPE.matcher(text);
        if (CONTROL.matcher(text).find() || !shape.matches()) {
            return Optional.empty();
        }
        var path = shape.group(3) == null ? "" : shape.group(3);
        // Browsers take a backslash in a path for a slash.
        if (path.indexOf('\\') >= 0 || DOTS.matcher(path).find()) {
            return Optional.empty();
        }
        var rest = shape.group(4) == null ? "" : shape.group(4);
        return origin(shape.group(1), shape.group(2))
                .filter(origin -> !origin.isEmpty() || path.startsWith("/") && !path.startsWith("//"))
                .map(origin ->
                        new Address(Optional.of(origin).filter(it -> !it.isEmpty()), asciiOf(path), asciiOf(rest)));
    }

    // Empty text for a path, nothing for what is no origin.
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

    // As browsers write what has no place in an address.
    private static String asciiOf(String text) {
        return text.codePoints()
                .mapToObj(c -> c > ' ' && c < 0x7f ? Character.toString(c) : escaped(Character.toString(c)))
                .collect(Collectors.joining());
    }

    /** An address of which a header told the bytes, each as a character (RFC 9110, section 5.5), as browsers write it. */
    public static String ofBytes(String told) {
        return told.chars()
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

    /** The same without any parameter of this name in its query; all others stay as they are. */
    public Address without(String parameter) {
        var hash = rest.indexOf('#') < 0 ? rest.length() : rest.indexOf('#');
        var query = rest.substring(0, hash);
        if (!query.startsWith("?")) {
            return this;
        }
        var pairs = Stream.of(query.substring(1).split("&", -1)).toList();
        var others = pairs.stream().filter(pair -> !names(pair, parameter)).toList();
        if (others.size() == pairs.size()) {
            return this;
        }
        var left = others.isEmpty() ? "" : "?" + String.join("&", others);
        return new Address(origin, path, left + rest.substring(hash));
    }

    private static boolean names(String pair, String parameter) {
        var name = pair.split("=", 2)[0];
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8).equals(parameter);
        } catch (IllegalArgumentException e) {
            return name.equals(parameter);
        }
    }

    /** The address, then the same without its query and fragment, for one that must not take too much room. */
    public Stream<Address> longestFirst() {
        return Stream.of(this, new Address(origin, path, ""));
    }

    /** The address as it is asked for, in ASCII. */
    public String text() {
        return origin.orElse("") + path + rest;
    }
}
