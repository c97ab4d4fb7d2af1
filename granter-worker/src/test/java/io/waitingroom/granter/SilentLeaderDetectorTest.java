package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.SilentLeader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentLeaderDetectorTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration NANO = Duration.ofNanos(1);

    private final NanoClock clock = new NanoClock();
    private final SilentLeaderDetector watch = new SilentLeaderDetector(LIMIT, clock);

    @Test
    void nobodyWasSeenNobodyIsSilent() {
        clock.advance(LIMIT.multipliedBy(2));
        assertThat(watch.silent()).isEmpty();
    }

    @Test
    void aLeaderWhoseTickStandsStillForTheLimitIsSilent() {
        watch.observe("a", 7);
        assertThat(watch.silent()).isEmpty();
        clock.advance(LIMIT.minus(NANO));
        watch.observe("a", 7);
        assertThat(watch.silent()).isEmpty();
        clock.advance(NANO);
        assertThat(watch.silent()).contains(new SilentLeader("a", 7));
    }

    @Test
    void aNewTickBeginsTheTimeAnew() {
        watch.observe("a", 7);
        clock.advance(LIMIT);
        watch.observe("a", 8);
        assertThat(watch.silent()).isEmpty();
        clock.advance(LIMIT);
        assertThat(watch.silent()).contains(new SilentLeader("a", 8));
    }

    @Test
    void aNewLeaderBeginsTheTimeAnewWhateverItsTick() {
        watch.observe("a", 7);
        clock.advance(LIMIT);
        watch.observe("b", 7);
        assertThat(watch.silent()).isEmpty();
    }

    @Test
    void aTickThatGoesBackIsATickToo() {
        watch.observe("a", 7);
        clock.advance(LIMIT);
        watch.observe("a", 3);
        assertThat(watch.silent()).isEmpty();
    }

    @Test
    void whatWasForgottenIsSeenAnew() {
        watch.observe("a", 7);
        clock.advance(LIMIT);
        watch.reset();
        assertThat(watch.silent()).isEmpty();
        watch.observe("a", 7);
        assertThat(watch.silent()).isEmpty();
        clock.advance(LIMIT);
        assertThat(watch.silent()).isPresent();
    }
}
