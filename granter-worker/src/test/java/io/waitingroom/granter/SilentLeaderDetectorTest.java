package io.waitingroom.granter;

import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.room.SilentLeader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilentLeaderDetectorTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration NANO = Duration.ofNanos(1);

    private final NanoClock clock = new NanoClock();
    private final SilentLeaderDetector detector = new SilentLeaderDetector(LIMIT, clock);

    @Test
    void noLeaderIsSilentBeforeAnObservation() {
        clock.advance(LIMIT.multipliedBy(2));
        assertThat(detector.silent()).isEmpty();
    }

    @Test
    void leaderWithoutANewTickForTheLimitIsSilent() {
        detector.observe("a", 7);
        assertThat(detector.silent()).isEmpty();
        clock.advance(LIMIT.minus(NANO));
        detector.observe("a", 7);
        assertThat(detector.silent()).isEmpty();
        clock.advance(NANO);
        assertThat(detector.silent()).contains(new SilentLeader("a", 7));
    }

    @Test
    void newTickRestartsTheLimit() {
        detector.observe("a", 7);
        clock.advance(LIMIT);
        detector.observe("a", 8);
        assertThat(detector.silent()).isEmpty();
        clock.advance(LIMIT);
        assertThat(detector.silent()).contains(new SilentLeader("a", 8));
    }

    @Test
    void newLeaderRestartsTheLimit() {
        detector.observe("a", 7);
        clock.advance(LIMIT);
        detector.observe("b", 7);
        assertThat(detector.silent()).isEmpty();
    }

    @Test
    void tickThatGoesBackRestartsTheLimit() {
        detector.observe("a", 7);
        clock.advance(LIMIT);
        detector.observe("a", 3);
        assertThat(detector.silent()).isEmpty();
    }

    @Test
    void resetClearsTheObservation() {
        detector.observe("a", 7);
        clock.advance(LIMIT);
        detector.reset();
        assertThat(detector.silent()).isEmpty();
        detector.observe("a", 7);
        assertThat(detector.silent()).isEmpty();
        clock.advance(LIMIT);
        assertThat(detector.silent()).isPresent();
    }
}
