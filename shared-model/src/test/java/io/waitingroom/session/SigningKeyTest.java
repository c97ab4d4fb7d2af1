package io.waitingroom.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningKeyTest {
    static String[] malformedKeys() {
        return new String[] {"", "k".repeat(31), "k".repeat(257), "k".repeat(31) + " ", "k".repeat(31) + "\u00e9"};
    }

    @ParameterizedTest
    @MethodSource("malformedKeys")
    void malformedKeyIsRefusedAndNotShownInTheError(String text) {
        assertThatThrownBy(() -> SigningKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("kkk");
    }

    @Test
    void keysOf32And256CharactersAreAccepted() {
        assertThat(SigningKey.of("k".repeat(32))).isNotEqualTo(SigningKey.of("k".repeat(256)));
    }

    @Test
    void randomKeysDiffer() {
        assertThat(SigningKey.random()).isNotEqualTo(SigningKey.random());
    }

    @Test
    void keyIsRestoredFromItsText() {
        var key = SigningKey.random();
        assertThat(SigningKey.of(key.text())).isEqualTo(key).hasSameHashCodeAs(key);
    }

    // Expected value: `printf 'message' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk`.
    @Test
    void signatureIsTheHmacSha256ThatOpensslComputes() {
        var signature = SigningKey.of("k".repeat(32)).authenticate("message".getBytes(StandardCharsets.US_ASCII), 16);
        assertThat(HexFormat.of().formatHex(signature)).isEqualTo("63a375b8a62b7025b0b00fb07b716b44");
    }

    @Test
    void manyThreadsCanSignAtOnce() {
        var key = SigningKey.random();
        var expected = key.authenticate(new byte[100], 32);
        var signatures = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> key.authenticate(new byte[100], 32))
                .toList();
        assertThat(signatures).allMatch(signature -> Arrays.equals(signature, expected));
    }
}
