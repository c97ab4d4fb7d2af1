package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Answered;
import io.waitingroom.history.Call.Kind;
import io.waitingroom.history.Call.Unsent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StarvationTest {
    private static final String A = id(3);

    // Acknowledged at 1000 ms, with a heartbeat interval of one second.
    private final Recording room = good().at(990).joinsInTrail(A).taking(0).acknowledged(A, "");

    @Test
    void anExpiryAfterADelayedHeartbeatProvesNothing() {
        var held = silentFromThreeToSix().stalls(4_000, 6_000);
        assertHolds(held);
        assertThat(held.check().isProof()).isFalse();
        assertThat(held.check().tally().starvation()).isEqualTo(new Starvation(1, 1, Duration.ofSeconds(2)));
    }

    @Test
    void aSilentClientWithoutAStallIsNotStarved() {
        assertNoClientStarved(silentFromThreeToSix());
    }

    @Test
    void aClientWhoseHeartbeatWasDueTooLateIsNotStarved() {
        assertNoClientStarved(silentFromThreeToSix().stalls(5_001, 6_000));
    }

    @Test
    void aStallAtAnotherTimeIsNoExcuse() {
        assertNoClientStarved(silentFromThreeToSix().stalls(3_010, 5_990).stalls(6_001, 9_000));
    }

    @Test
    void aHeartbeatOfAStallMayHaveBeenSentAtItsEnd() {
        var held = heartbeating().stalls(4_900, 7_000);
        assertHolds(held);
        assertThat(held.check().tally().starvation().expired()).isEqualTo(1);
    }

    @Test
    void anExpiryAfterAHeartbeatSentInTimeIsAViolation() {
        assertBroken(
                heartbeating().stalls(4_900, 5_000), "life", "expired although its client sent heartbeats as told");
    }

    @Test
    void aJoinReadLateDoesNotShowWhenTheSessionBegan() {
        var read = good().at(990)
                .joinsInTrail(A)
                .taking(3_000)
                .acknowledged(A, "")
                .taking(0)
                .at(4_010)
                .heartbeats(A, "WAITING", 1)
                .at(4_020)
                .expires(A);
        assertBroken(read, "life", "expired although its client sent heartbeats as told");
        var held = read.stalls(1_500, 4_000);
        assertHolds(held);
        assertThat(held.check().isProof()).isFalse();
    }

    @Test
    void aHeartbeatDueBeforeTheEndAndSentAfterItWasDelayed() {
        var held = room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(5_500)
                .expires(A)
                .at(6_000)
                .answers(Kind.HEARTBEAT, A, 409, "EXPIRED")
                .stalls(4_000, 6_000);
        assertHolds(held);
        assertThat(held.check().isProof()).isFalse();
    }

    @Test
    void anUnsentAttemptIsNoHeartbeat() {
        var held = room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(5_000)
                .call(Kind.HEARTBEAT, A, new Unsent("connect timed out"))
                .at(7_000)
                .expires(A);
        assertHolds(held);
        assertThat(held.check().tally().starvation()).isEqualTo(new Starvation(1, 1, Duration.ZERO));
        assertThat(held.check().isProof()).isFalse();
    }

    @Test
    void aDelayedClientThatKeptItsPlaceIsCounted() {
        var held = room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(6_000)
                .heartbeats(A, "WAITING", 1)
                .activates(A)
                .leaves(A)
                .stalls(4_000, 6_000);
        assertThat(held.check().tally().starvation()).isEqualTo(new Starvation(1, 0, Duration.ofSeconds(2)));
        assertThat(held.check().isProof()).as("one of three clients").isFalse();
    }

    @Test
    void aFewDelayedClientsLeaveAProof() {
        assertThat(new Starvation(5, 0, Duration.ofSeconds(3)).allowsProof(100)).isTrue();
        assertThat(new Starvation(6, 0, Duration.ofSeconds(3)).allowsProof(100)).isFalse();
        assertThat(new Starvation(1, 1, Duration.ofSeconds(3)).allowsProof(100)).isFalse();
        assertThat(good().check().isProof()).isTrue();
    }

    private Recording silentFromThreeToSix() {
        return room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(6_000)
                .call(Kind.HEARTBEAT, A, new Answered(503, "", "", 0))
                .at(6_100)
                .expires(A);
    }

    private Recording heartbeating() {
        return room.at(3_000)
                .heartbeats(A, "WAITING", 1)
                .at(5_000)
                .getsNoAnswer(Kind.HEARTBEAT, A)
                .at(7_000)
                .expires(A);
    }

    private static void assertNoClientStarved(Recording recording) {
        assertHolds(recording);
        assertThat(recording.check().isProof()).isTrue();
        assertThat(recording.check().tally().starvation().clients()).isZero();
    }
}
