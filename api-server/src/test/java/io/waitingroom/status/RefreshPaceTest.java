package io.waitingroom.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefreshPaceTest {
    private final AtomicLong clock = new AtomicLong(1_000_000_000);
    private final RefreshPace pace = new RefreshPace(clock::get);

    private long delayMillis() {
        return Duration.ofNanos(pace.delayNanos()).toMillis();
    }

    @Test
    void threeRefreshesMayFollowEachOtherAtOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(delayMillis()).isZero();
            pace.begin();
        }
        assertThat(delayMillis()).isEqualTo(60);
    }

    @Test
    void refreshesWithoutAPauseAreOnePerSixtyMilliseconds() {
        var refreshes = 0;
        for (int millis = 0; millis < 6_000; millis++) {
            if (delayMillis() == 0) {
                pace.begin();
                refreshes++;
            }
            clock.addAndGet(Duration.ofMillis(1).toNanos());
        }
        assertThat(refreshes).isBetween(100, 103);
    }

    @Test
    void aLongPauseEarnsNoMoreThanTheBurst() {
        pace.begin();
        clock.addAndGet(Duration.ofHours(1).toNanos());
        threeRefreshesMayFollowEachOtherAtOnce();
    }

    @Test
    void aRefreshKnowsItsTime() {
        assertThat(pace.begin()).isEqualTo(clock.get());
    }
}
