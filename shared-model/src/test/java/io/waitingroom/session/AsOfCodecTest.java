package io.waitingroom.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsOfCodecTest {
    private static final SigningKey KEY = SigningKey.of("k".repeat(32));
    private static final int ROOM = 0xdeadbeef;

    private final AsOfCodec asOfs = new AsOfCodec(KEY, "default");
    private final String text = asOfs.write(ROOM, AsOf.after(123_456));

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 1, 0", "65535, 281474976710655, 281474976710655", "1, 4294967295, 4294967296", "0, 7, 9"
    })
    void encodedMomentIsDecodedUnchanged(int generation, long changes, long ticket) {
        var asOf = new AsOf(generation, changes, ticket);
        assertThat(asOfs.read(ROOM, asOfs.write(ROOM, asOf))).contains(asOf);
        assertThat(AsOfCodec.parseUnverified(asOfs.write(ROOM, asOf))).contains(asOf);
    }

    @Test
    void textHas32CharactersThatNeedNoEscaping() {
        for (var asOf : List.of(AsOf.NOTHING, AsOf.after(123_456), AsOf.LATEST)) {
            assertThat(asOfs.write(ROOM, asOf)).matches("[0-9a-v]{32}");
        }
    }

    @Test
    void textsOfOneRoomSortInTheOrderOfTheirMoments() {
        var moments = Stream.of(
                        new AsOf(0, 0, 0),
                        new AsOf(0, 0, 1),
                        new AsOf(0, 9, 0),
                        new AsOf(0, 10, 0),
                        new AsOf(0, 10, AsOf.MAX),
                        new AsOf(0, 11, 0),
                        new AsOf(0, 1L << 31, 0),
                        new AsOf(0, 1L << 32, 0),
                        new AsOf(0, AsOf.MAX, AsOf.MAX),
                        new AsOf(1, 0, 0),
                        new AsOf(1 << 15, 0, 0),
                        AsOf.LATEST)
                .toList();
        assertThat(moments).isSorted().doesNotHaveDuplicates();
        assertThat(moments.stream().map(asOf -> asOfs.write(ROOM, asOf))).isSorted();
        assertThat(AsOfCodec.later(text, asOfs.write(ROOM, AsOf.after(99)))).isEqualTo(text);
        assertThat(AsOfCodec.later(AsOfCodec.NONE, text)).isEqualTo(text);
    }

    @Test
    void textWithAChangedCharacterIsRefused() {
        for (int index = 0; index < text.length(); index++) {
            var replacement = text.charAt(index) == '0' ? '1' : '0';
            var changed = text.substring(0, index) + replacement + text.substring(index + 1);
            assertThat(asOfs.read(ROOM, changed)).isEmpty();
        }
        assertThat(asOfs.read(ROOM, text)).isPresent();
    }

    @Test
    void textOfAnotherRoomOrFleetIsRefused() {
        var asOf = AsOf.after(123_456);
        assertThat(asOfs.read(ROOM + 1, text)).isEmpty();
        assertThat(asOfs.read(ROOM, new AsOfCodec(KEY, "another").write(ROOM, asOf)))
                .isEmpty();
        assertThat(asOfs.read(ROOM, new AsOfCodec(SigningKey.random(), "default").write(ROOM, asOf)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "123456",
                "999999999999999999",
                "-1",
                "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv",
                "0000000000000000000000000000000",
                "000000000000000000000000000000000",
                "w0000000000000000000000000000000",
                "+0000000000000000000000000000000",
                "-0000000000000000000000000000000",
                "0000000000000000000000000000000 "
            })
    void textThatTheFleetDidNotSignIsRefused(String garbage) {
        assertThat(asOfs.read(ROOM, garbage)).isEmpty();
    }

    @Test
    void upperCaseTextIsRefused() {
        assertThat(text).matches(".*[a-v].*");
        assertThat(asOfs.read(ROOM, text.toUpperCase(Locale.ROOT))).isEmpty();
    }

    @Test
    void momentWithAPartOutOfRangeIsRefused() {
        for (var parts : new long[][] {{-1, 0, 0}, {1 << 16, 0, 0}, {0, -1, 0}, {0, 1L << 48, 0}, {0, 0, -1}}) {
            assertThatThrownBy(() -> new AsOf((int) parts[0], parts[1], parts[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
