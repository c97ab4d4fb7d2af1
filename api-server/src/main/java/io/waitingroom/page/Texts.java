package io.waitingroom.page;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the page says in one language.
 *
 * @param code the language (RFC 5646)
 * @param all each text by its name, among them {@code language}, its own name, and {@code direction}
 */
record Texts(String code, Map<String, String> all) {
    private static final Pattern GAP = Pattern.compile("\\{(\\w+)}");

    String get(String name) {
        var text = all.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no text " + name);
        }
        return text;
    }

    /** A text with its gap filled in. */
    String get(String name, String gap, String value) {
        return get(name, Map.of(gap, value));
    }

    String get(String name, Map<String, String> values) {
        return GAP.matcher(get(name))
                .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), gap.group())));
    }

    String direction() {
        return get("direction");
    }

    /** With digits that are the same everywhere: a number that is read out on the phone is the one that is shown. */
    Locale locale() {
        return new Locale.Builder()
                .setLanguageTag(code)
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
    }
}
