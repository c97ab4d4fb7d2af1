package io.waitingroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.position.RoomState;
import io.waitingroom.session.AsOf;
import io.waitingroom.session.AsOfCodec;
import io.waitingroom.session.SessionState;
import io.waitingroom.session.SigningKey;
import io.waitingroom.status.SessionStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayedPositionTest {
    private static final AsOfCodec CODEC = new AsOfCodec(SigningKey.random(), "default");

    private static SessionStatus status(long position, long changes) {
        var place = new SessionStatus.Place(position, Optional.empty(), Duration.ofSeconds(5), RoomState.OPEN);
        return new SessionStatus(
                SessionState.WAITING,
                asOf(changes),
                Optional.of(place),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static String asOf(long changes) {
        return CODEC.write(1, AsOf.after(changes));
    }

    @Test
    void positionAndProgressNeverGoBackwards() {
        var displayed = DisplayedPosition.NOTHING.updatedBy(status(100, 7));
        assertThat(displayed).isEqualTo(new DisplayedPosition(asOf(7), 100, 100));
        assertThat(displayed.progress()).isZero();
        assertThat(displayed.updatedBy(status(25, 80)).updatedBy(status(30, 60)))
                .isEqualTo(new DisplayedPosition(asOf(80), 100, 25));
        assertThat(displayed.updatedBy(status(25, 80)).progress()).isEqualTo(0.75);
    }

    @Test
    void aFormattedPositionIsParsedUnchanged() {
        for (var displayed :
                new DisplayedPosition[] {new DisplayedPosition(asOf(7), 100, 25), DisplayedPosition.NOTHING}) {
            assertThat(DisplayedPosition.parse(displayed.format())).isEqualTo(displayed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                ".1.2.3",
                "7.100.25",
                "-1.2.3",
                ".2.x",
                ".9999999999999999.1",
                ".2.3;x",
                "0000000000000000000000000000000.2.3",
                "0000000000000000000000000000000W.2.3",
                "<b>.1.1"
            })
    void anInvalidCookieIsIgnored(String cookie) {
        assertThat(DisplayedPosition.parse(cookie)).isEqualTo(DisplayedPosition.NOTHING);
    }
}
