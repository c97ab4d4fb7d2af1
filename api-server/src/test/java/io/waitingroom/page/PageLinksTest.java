package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class PageLinksTest {
    private static PageLinks links(String flag) {
        return new PageLinks.Converter().convert(flag);
    }

    @Test
    void linksAreParsedAsNamesAndUrls() {
        assertThat(links("help=/help, privacy=https://example.com/a?b=c").addresses())
                .hasToString("{help=/help, privacy=https://example.com/a?b=c}");
        assertThat(links("none").addresses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "privacy",
                "terms=https://example.com/",
                "privacy=",
                "privacy=javascript:alert(1)",
                "privacy=//example.com",
                "privacy=/a,privacy=/b",
                "privacy=/a,"
            })
    void anInvalidFlagIsRefused(String flag) {
        assertThatThrownBy(() -> links(flag))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not");
    }
}
