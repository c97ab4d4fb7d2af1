package io.waitingroom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class FlagsTest {
    @ParameterizedTest
    @CsvSource({
        "100ms, PT0.1S",
        "500ms, PT0.5S",
        "10s, PT10S",
        "15m, PT15M",
        "2h, PT2H",
        "720h, PT720H",
        "0100ms, PT0.1S"
    })
    void durationIsANumberAndAUnit(String text, Duration time) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "10 s",
                "10S",
                "-10s",
                "+10s",
                "1.5s",
                "10d",
                "PT10S",
                "99ms",
                "0s",
                "721h",
                "off",
                "2592001s",
                "9999999999h",
                "10s\n"
            })
    void anyOtherTextIsNotADuration(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("from 100ms to 720h");
    }

    @ParameterizedTest
    @CsvSource({"off, PT0S", "10s, PT10S"})
    void offIsZeroWhereItIsAllowed(String text, Duration time) {
        assertThat(new DurationConverter.OrOff().convert(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "OFF", "0s", "none"})
    void offHasOneSpelling(String text) {
        assertThatThrownBy(() -> new DurationConverter.OrOff().convert(text))
                .isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65535"})
    void numberFrom0To65535IsAPort(String text) {
        assertThat(new NumberConverter.Port().convert(text)).isEqualTo(Integer.valueOf(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "65536", "80.0", "0x50", "eighty", "99999999999"})
    void anyOtherTextIsNotAPort(String text) {
        assertThatThrownBy(() -> new NumberConverter.Port().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is not a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "10000000"})
    void countIsAtLeastOneUnlessNoneIsAllowed(String text) {
        assertThat(new NumberConverter.Count().convert(text)).isEqualTo(Integer.valueOf(text));
        assertThat(new NumberConverter.CountOrNone().convert(text)).isEqualTo(Integer.valueOf(text));
        assertThat(new NumberConverter.CountOrNone().convert("0")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10000001"})
    void anyOtherTextIsNotACount(String text) {
        assertThatThrownBy(() -> new NumberConverter.Count().convert(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10000001"})
    void anyOtherTextIsNotACountOrNone(String text) {
        assertThatThrownBy(() -> new NumberConverter.CountOrNone().convert(text))
                .isInstanceOf(TypeConversionException.class);
    }
}
