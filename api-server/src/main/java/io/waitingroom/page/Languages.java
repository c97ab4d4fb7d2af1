package io.waitingroom.page;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The languages that the page speaks, and which of them somebody is spoken to in. */
final class Languages {
    static final String DEFAULT = "en";

    private final Map<String, Texts> texts;

    /** @param texts by language, in the order in which they are offered; {@link #DEFAULT} is among them */
    Languages(Map<String, Texts> texts) {
        this.texts = texts;
    }

    Collection<Texts> all() {
        return texts.values();
    }

    boolean speaks(String code) {
        return texts.containsKey(code);
    }

    /**
     * The first of those that were asked for expressly, if the page speaks it; else the best for what the browser
     * prefers (RFC 4647, section 3.4); else English.
     *
     * @param asked such as by a parameter and a cookie
     * @param accepted an {@code Accept-Language} header, or null
     */
    Texts choose(List<Optional<String>> asked, String accepted) {
        return Stream.concat(asked.stream().flatMap(Optional::stream).filter(this::speaks), accepted(accepted).stream())
                .findFirst()
                .map(texts::get)
                .orElseGet(() -> texts.get(DEFAULT));
    }

    private Optional<String> accepted(String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookupTag(LanguageRange.parse(header), texts.keySet()))
                    .flatMap(this::asWritten);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // A lookup answers in lower case.
    private Optional<String> asWritten(String tag) {
        return texts.keySet().stream().filter(tag::equalsIgnoreCase).findFirst();
    }
}
