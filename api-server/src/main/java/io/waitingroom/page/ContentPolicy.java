package io.waitingroom.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The page's Content-Security-Policy (W3C CSP 3). It allows the page's own files, the page's own server, and the sources that
 * the operator adds for a brand.
 *
 * @param sources the allowed sources of each directive, by the name of the directive
 */
record ContentPolicy(Map<String, String> sources) {
    private static final Map<String, String> OWN = own();

    private static Map<String, String> own() {
        var own = new LinkedHashMap<String, String>();
        own.put("default-src", "'none'");
        own.put("script-src", "'self'");
        own.put("style-src", "'self'");
        own.put("img-src", "'self' data:");
        own.put("font-src", "'self'");
        own.put("connect-src", "'self'");
        own.put("base-uri", "'none'");
        own.put("frame-ancestors", "'none'");
        return own;
    }

    /**
     * Returns the value of the header.
     *
     * @param formAction the sources of the directive {@code form-action}. Browsers apply this directive also to the redirects
     *     that follow a form
     */
    String text(String formAction) {
        return Stream.concat(
                        sources.entrySet().stream().map(source -> source.getKey() + " " + source.getValue()),
                        Stream.of("form-action " + formAction))
                .collect(Collectors.joining("; "));
    }

    /**
     * Parses the value of {@code --page-sources}: {@code none}, or directives in the syntax of a Content-Security-Policy. The
     * sources in these directives are added to the page's own sources.
     */
    static final class Converter implements ITypeConverter<ContentPolicy> {
        private static final Pattern DIRECTIVE = Pattern.compile("(script|style|img|font|connect|media)-src");
        /**
         * Matches a source that {@code --page-sources} may contain: a host with an optional path, or the hash of one file.
         * Wildcards and keywords are not allowed, because they would weaken the policy.
         */
        private static final Pattern SOURCE = Pattern.compile(
                "https?://[A-Za-z0-9.-]+(:\\d{1,5})?(/[A-Za-z0-9._~/-]*)?|'sha(256|384|512)-[A-Za-z0-9+/_-]+={0,2}'");

        @Override
        public ContentPolicy convert(String text) {
            var sources = new LinkedHashMap<>(OWN);
            if (!text.isBlank() && !text.equals("none")) {
                Stream.of(text.split(";"))
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .forEach(directive -> add(directive, sources));
            }
            return new ContentPolicy(sources);
        }

        private static void add(String text, Map<String, String> sources) {
            var words = text.split("\\s+", 2);
            if (!DIRECTIVE.matcher(words[0]).matches() || words.length < 2) {
                throw new TypeConversionException(
                        "'" + text + "' is not a directive like img-src https://cdn.example.com, "
                                + "of script-src, style-src, img-src, font-src, connect-src or media-src");
            }
            for (var source : words[1].split("\\s+")) {
                if (!SOURCE.matcher(source).matches()) {
                    throw new TypeConversionException(
                            "'" + source + "' is not a source like https://cdn.example.com/brand/ or a hash");
                }
            }
            sources.merge(words[0], words[1], (own, added) -> own + " " + added);
        }
    }
}
