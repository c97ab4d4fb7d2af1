package io.waitingroom.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotencyKeyTest {
    private static final SigningKey KEY = SigningKey.of("k".repeat(32));
    private static final IdempotencyKey SAMPLE = new IdempotencyKey("0123456789abcdef");

    static String[] keys() {
        return new String[] {
            "0123456789abcdef", "k".repeat(128), " with spaces ~! ", "5f3a9c1e-0000-4000-8000-000000000000"
        };
    }

    static String[] invalidKeys() {
        return new String[] {
            "",
            "0123456789abcde",
            "k".repeat(129),
            "0123456789abcde\n",
            "0123456789abcde\t",
            "0123456789abcd\u00e9f",
            "0123456789abcdef\n",
            "0123456789abcde\u007f"
        };
    }

    @ParameterizedTest
    @MethodSource("keys")
    void textOf16To128PrintableAsciiCharactersIsAKey(String text) {
        assertThat(IdempotencyKey.parse(text)).contains(new IdempotencyKey(text));
    }

    @ParameterizedTest
    @MethodSource("invalidKeys")
    void anyOtherTextIsNotAKey(String text) {
        assertThat(IdempotencyKey.parse(text)).isEmpty();
        assertThatThrownBy(() -> new IdempotencyKey(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hashIsTheSameOnEveryServerOfAFleet() {
        assertThat(SAMPLE.hash(SigningKey.of(KEY.text())))
                .isEqualTo(SAMPLE.hash(KEY))
                .hasSize(8);
    }

    @Test
    void hashDependsOnTheKeyAndTheSigningKey() {
        assertThat(SAMPLE.hash(SigningKey.of("K".repeat(32)))).isNotEqualTo(SAMPLE.hash(KEY));
        assertThat(new IdempotencyKey("0123456789abcdeF").hash(KEY)).isNotEqualTo(SAMPLE.hash(KEY));
    }

    @Test
    void hashDiffersFromTheSignatureOfTheKeysText() {
        var text = SAMPLE.text().getBytes(StandardCharsets.US_ASCII);
        assertThat(SAMPLE.hash(KEY)).isNotEqualTo(KEY.authenticate(text, IdempotencyKey.HASH_SIZE));
    }
}
