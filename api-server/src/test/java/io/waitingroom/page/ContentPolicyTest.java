package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ContentPolicyTest {
    private static String policy(String flag) {
        return new ContentPolicy.Converter().convert(flag).text("'self'");
    }

    @Test
    void configuredSourcesAreAddedToThePagesOwn() {
        assertThat(policy(
                        "img-src https://cdn.example.com https://a.example:8443/x/; media-src https://cdn.example.com"))
                .contains("; img-src 'self' data: https://cdn.example.com https://a.example:8443/x/;")
                .contains("; media-src https://cdn.example.com;")
                .contains("script-src 'self';")
                .endsWith("form-action 'self'");
        assertThat(policy("script-src 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc='"))
                .contains("script-src 'self' 'sha256-RFWPLDbv2BY+rCkDzsE+0fr8ylGr2R2faWMhq4lfEQc=';");
        assertThat(policy(" ")).isEqualTo(policy("none"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "img-src *",
                "img-src https:",
                "img-src data:",
                "img-src https://*",
                "img-src https://*.example.com",
                "img-src https://cdn.example.com *",
                "script-src 'unsafe-inline'",
                "script-src 'unsafe-eval'",
                "script-src 'strict-dynamic'",
                "script-src 'nonce-abc'",
                "script-src blob:",
                "script-src https://a.example, https://b.example",
                "img-src",
                "default-src https://cdn.example.com",
                "frame-ancestors https://a.example",
                "form-action https://a.example",
                "base-uri https://a.example",
                "https://cdn.example.com",
                "img-src https://cdn.example.com; img-src 'self'"
            })
    void unsafeSourcesAreRefused(String flag) {
        assertThatThrownBy(() -> policy(flag))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not a");
    }
}
