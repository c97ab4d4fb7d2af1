package io.waitingroom.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AllowedOriginsTest {
    private static Set<String> origins(String flag) {
        return new AllowedOrigins.Converter().convert(flag);
    }

    @Test
    void originsAreWrittenAsBrowsersSendThem() {
        assertThat(origins("https://a.example:443, http://[2001:db8::7]:8080,capacitor://localhost"))
                .containsExactlyInAnyOrder("https://a.example", "http://[2001:db8::7]:8080", "capacitor://localhost");
        assertThat(origins("none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "a.example",
                "https://a.example/",
                "https://A.example",
                "https://*.a.example",
                "file://localhost",
                "data://x",
                "javascript://x",
                "blob:https://a.example",
                "capacitor://",
                "://localhost",
                "https://a.example,"
            })
    void anInvalidOriginIsRefused(String flag) {
        assertThatThrownBy(() -> origins(flag))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("is not an origin");
    }
}
