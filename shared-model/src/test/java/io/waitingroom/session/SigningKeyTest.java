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
    static String[] others() {
        return new String[] {"", "k".repeat(31), "k".repeat(257), "k".repeat(31) + " ", "k".repeat(31) + "\u00e9"};
    }

    @ParameterizedTest
    @MethodSource("others")
    void aTextOfAnotherShapeIsNoKeyAndIsNotRepeated(String text) {
        assertThatThrownBy(() -> SigningKey.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("kkk");
    }

    @Test
    void keysOf32And256CharactersAreGood() {
        assertThat(SigningKey.of("k".repeat(32))).isNotEqualTo(SigningKey.of("k".repeat(256)));
    }

    @Test
    void noTwoRandomKeysAreTheSame() {
        assertThat(SigningKey.random()).isNotEqualTo(SigningKey.random());
    }

    @Test
    void aKeySurvivesBeingShared() {
        var key = SigningKey.random();
        assertThat(SigningKey.of(key.text())).isEqualTo(key).hasSameHashCodeAs(key);
    }

    // As `printf 'message' | openssl dgst -sha256 -hmac kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk` has it.
    @Test
    void aSignatureIsTheHmacThatOtherProgramsCompute() {
        var signature = SigningKey.of("k".repeat(32)).authenticate("message".getBytes(StandardCharsets.US_ASCII), 16);
        assertThat(HexFormat.of().formatHex(signature)).isEqualTo("63a375b8a62b7025b0b00fb07b716b44");
    }

    @Test
    void manyThreadsMaySignAtOnce() {
        var key = SigningKey.random();
        var expected = key.authenticate(new byte[100], 32);
        var signatures = IntStream.range(0, 10_000)
                .parallel()
                .mapToObj(i -> key.authenticate(new byte[100], 32))
                .toList();
        assertThat(signatures).allMatch(signature -> Arrays.equals(signature, expected));
    }
}
