package io.waitingroom.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the page's texts. Texts in {@code --page-dir} override the built-in texts. A file in {@code --page-dir} may contain
 * only some of the texts, and may add a language.
 */
final class TextFiles {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private TextFiles() {}

    static Languages read(PageDirectory directory) {
        var languages = new LinkedHashMap<String, Texts>();
        for (var code : BuiltInFiles.LANGUAGES) {
            languages.put(
                    code,
                    new Texts(code, parse("texts/" + code + ".json", BuiltInFiles.text("texts/" + code + ".json"))));
        }
        var english = languages.get(Languages.DEFAULT).all();
        directory.texts().forEach((code, source) -> {
            var file = "texts/" + code + ".json";
            var overrides = parse(file, source);
            check(file, code, overrides, english);
            var base = languages.containsKey(code) ? languages.get(code).all() : defaults(code, english);
            languages.put(code, new Texts(code, merged(base, overrides)));
        });
        return new Languages(languages);
    }

    private static Map<String, String> parse(String file, String source) {
        try {
            var texts = new HashMap<String, String>();
            var tree = MAPPER.readTree(source);
            if (!tree.isObject()) {
                throw PageDirectory.broken(file, "it is not a JSON object");
            }
            for (var entry : tree.properties()) {
                if (!entry.getValue().isString()) {
                    throw PageDirectory.broken(file, "\"" + entry.getKey() + "\" is not a text");
                }
                texts.put(entry.getKey(), entry.getValue().stringValue());
            }
            return texts;
        } catch (JacksonException e) {
            throw PageDirectory.broken(file, "it is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void check(String file, String code, Map<String, String> texts, Map<String, String> known) {
        if (!LANGUAGE.matcher(code).matches()) {
            throw PageDirectory.broken(file, "'" + code + "' is not a language like de or pt-BR");
        }
        for (var name : texts.keySet()) {
            if (!known.containsKey(name)) {
                throw PageDirectory.broken(file, "the page has no text \"" + name + "\"");
            }
        }
        if (!texts.getOrDefault("direction", "ltr").matches("ltr|rtl")) {
            throw PageDirectory.broken(file, "\"direction\" is neither ltr nor rtl");
        }
    }

    // The defaults of an added language: the English texts, with the language's own name.
    private static Map<String, String> defaults(String code, Map<String, String> english) {
        var locale = Locale.forLanguageTag(code);
        return merged(english, Map.of("language", locale.getDisplayName(locale)));
    }

    private static Map<String, String> merged(Map<String, String> base, Map<String, String> overrides) {
        var all = new HashMap<>(base);
        all.putAll(overrides);
        return all;
    }
}
