package io.waitingroom.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waitingroom.redis.RedisUnavailableException;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.SigningKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AsOfCacheTest {
    private static final int ROOM = 7;
    private static final AsOf KNOWN = AsOf.after(3);

    private Optional<SigningKey> key = Optional.of(SigningKey.random());
    private final AsOfCache asOfs = new AsOfCache(() -> key, "default");

    @Test
    void aTextIsReadOnlyForItsOwnRoom() {
        var text = asOfs.write(ROOM, KNOWN);
        for (int i = 0; i < 2; i++) {
            assertThat(asOfs.write(ROOM, KNOWN)).isEqualTo(text);
            assertThat(asOfs.read(ROOM, text)).isEqualTo(KNOWN);
            assertThat(asOfs.read(ROOM + 1, text)).isEqualTo(AsOf.NOTHING);
            assertThat(asOfs.write(ROOM + 1, KNOWN)).isNotEqualTo(text);
        }
    }

    @Test
    void aTextOfAnEarlierKeyIsIgnored() {
        var text = asOfs.write(ROOM, KNOWN);
        assertThat(asOfs.read(ROOM, text)).isEqualTo(KNOWN);
        key = Optional.of(SigningKey.random());
        assertThat(asOfs.read(ROOM, text)).isEqualTo(AsOf.NOTHING);
        assertThat(asOfs.write(ROOM, KNOWN)).isNotEqualTo(text);
    }

    @Test
    void thePreviousKeyStaysInUseWhileTheKeyIsUnknown() {
        var text = asOfs.write(ROOM, KNOWN);
        key = Optional.empty();
        assertThat(asOfs.read(ROOM, text)).isEqualTo(KNOWN);
        assertThat(asOfs.write(ROOM, KNOWN)).isEqualTo(text);
    }

    @Test
    void nothingIsWrittenBeforeThereIsAKey() {
        key = Optional.empty();
        assertThatThrownBy(() -> asOfs.write(ROOM, KNOWN)).isInstanceOf(RedisUnavailableException.class);
    }
}
