package io.waitingroom.page;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The page's languages. Chooses the language of each response. */
final class Languages {
    static final String DEFAULT = "en";

    private final Map<String, Texts> texts;

    /**
     * Creates the languages from their texts.
     *
     * @param texts the texts of each language, by language tag, in the order of the page's language list; must contain
     *     {@link #DEFAULT}
     */
    Languages(Map<String, Texts> texts) {
        this.texts = texts;
    }

    Collection<Texts> all() {
        return texts.values();
    }

    boolean supports(String code) {
        return texts.containsKey(code);
    }

    /**
     * Returns the texts of the first supported language that the visitor chose. If there is none, returns the texts of the best
     * match for the browser's preferences (RFC 4647, section 3.4). If nothing matches, returns the English texts.
     *
     * @param chosen the language tags that the visitor chose, for example by a parameter and in a cookie
     * @param acceptLanguage the {@code Accept-Language} header, or null
     */
    Texts choose(List<Optional<String>> chosen, String acceptLanguage) {
        return Stream.concat(
                        chosen.stream().flatMap(Optional::stream).filter(this::supports),
                        bestMatch(acceptLanguage).stream())
                .findFirst()
                .map(texts::get)
                .orElseGet(() -> texts.get(DEFAULT));
    }

    private Optional<String> bestMatch(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookupTag(LanguageRange.parse(header), texts.keySet()))
                    .flatMap(this::inOurCase);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // Locale.lookupTag returns the tag in lower case.
    private Optional<String> inOurCase(String tag) {
        return texts.keySet().stream().filter(tag::equalsIgnoreCase).findFirst();
    }
}
