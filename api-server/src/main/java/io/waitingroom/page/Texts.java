package io.waitingroom.page;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page's texts in one language.
 *
 * @param code the language tag (RFC 5646)
 * @param all each text by its name. Two texts are special: {@code language} is the name of the language in that language, and
 *     {@code direction} is the writing direction, {@code ltr} or {@code rtl}
 */
record Texts(String code, Map<String, String> all) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    String get(String name) {
        var text = all.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no text " + name);
        }
        return text;
    }

    /** Returns a text in which the placeholder is replaced by the value. */
    String get(String name, String placeholder, String value) {
        return get(name, Map.of(placeholder, value));
    }

    String get(String name, Map<String, String> values) {
        return PLACEHOLDER
                .matcher(get(name))
                .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }

    String direction() {
        return get("direction");
    }

    /**
     * Returns the locale for numbers. In every language, this locale writes numbers with the digits 0 to 9, so that a visitor
     * can read a number out to a helpline.
     */
    Locale locale() {
        return new Locale.Builder()
                .setLanguageTag(code)
                .setUnicodeLocaleKeyword("nu", "latn")
                .build();
    }
}
