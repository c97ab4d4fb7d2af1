package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

    private final Languages languages = TextFiles.read(PageDirectory.NONE);

    private String chosen(String parameter, String cookie, String accepted) {
        return languages
                .choose(List.of(Optional.ofNullable(parameter), Optional.ofNullable(cookie)), accepted)
                .code();
    }

    @ParameterizedTest
    @CsvSource({
        "de, de",
        "'de-AT,de;q=0.9,en;q=0.5', de",
        "'sv, fr;q=0.2, en;q=0.1', fr",
        "'en;q=0.1, pl;q=0.9', pl",
        "pt-BR, pt",
        "zh-Hant-TW, zh",
        "iw, he",
        "HE-il, he",
        "sv, en",
        "*, en",
        "'', en",
        "';;;q=x,,', en",
        "'<script>', en",
        ", en"
    })
    void theBrowsersPreferenceIsFollowed(String accepted, String language) {
        assertThat(chosen(null, null, accepted)).isEqualTo(language);
    }

    @Test
    void explicitChoicesComeBeforeTheBrowsersPreferences() {
        assertThat(chosen("fr", "de", "en")).isEqualTo("fr");
        assertThat(chosen(null, "de", "en")).isEqualTo("de");
        assertThat(chosen("xx", "../de", "es")).isEqualTo("es");
    }

    @Test
    void thereAreAtLeastTenLanguagesAndSomeAreRightToLeft() {
        assertThat(languages.all()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(languages.all().stream().filter(texts -> texts.direction().equals("rtl")))
                .extracting(Texts::code)
                .containsExactly("ar", "he");
    }

    @Test
    void everyLanguageHasAllTextsWithTheSamePlaceholders() {
        var english = chosenTexts("en");
        for (var texts : languages.all()) {
            assertThat(texts.all().keySet())
                    .as(texts.code())
                    .isEqualTo(english.all().keySet());
            texts.all().forEach((name, text) -> {
                assertThat(text).as(texts.code() + " " + name).isNotBlank();
                assertThat(placeholders(text)).as(texts.code() + " " + name).isEqualTo(placeholders(english.get(name)));
            });
        }
    }

    private Texts chosenTexts(String code) {
        return languages.choose(List.of(Optional.of(code)), null);
    }

    private static TreeSet<String> placeholders(String text) {
        var placeholders = new TreeSet<String>();
        PLACEHOLDER.matcher(text).results().map(MatchResult::group).forEach(placeholders::add);
        return placeholders;
    }
}
