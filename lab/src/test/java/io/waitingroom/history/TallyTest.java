package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String KEY = "an-idempotency-key";

    @Test
    void aRefusalIsAnAnswer() {
        var before = good().check().tally();
        var tally = good().getsNoAnswer(Kind.POLL, A)
                .answers(Kind.POLL, A, 503, "")
                .check()
                .tally();
        assertThat(tally.operations()).isEqualTo(before.operations() + 2);
        assertThat(tally.unknown()).isEqualTo(1);
    }

    @Test
    void nothingIsLostInAGoodHistory() {
        var tally = good().check().tally();
        assertThat(tally.lost() + tally.recovered() + tally.unknown() + tally.insideBeyondCapacity())
                .isZero();
        assertThat(tally.lossWindow()).isEqualTo(Duration.ZERO);
    }

    @Test
    void anUnansweredJoinIsRecoveredByItsKeyOrByTheTrail() {
        var recording = good().getsNoAnswer(Kind.JOIN, KEY).joinsInTrail(A).acknowledged(A, KEY);
        recording.getsNoAnswer(Kind.JOIN, "another-key").getsNoAnswer(Kind.JOIN, "");
        assertThat(recording.check().tally().recovered()).isEqualTo(1);
        assertThat(recording.joinsInTrail(B).expires(B).check().tally().recovered())
                .isEqualTo(2);
    }

    @Test
    void anActiveSessionThatWaitsAfterALossIsInsideBeyondCapacity() {
        assertThat(countInside(reportedActive().losesWrites().at(5_000).polls(A, "WAITING")))
                .isEqualTo(1);
    }

    @Test
    void aLostActiveSessionIsInsideBeyondCapacity() {
        assertThat(countInside(good().acknowledged(A, "")
                        .polls(A, "ACTIVE")
                        .losesWrites()
                        .answers(Kind.POLL, A, 404, "")))
                .isEqualTo(1);
        assertThat(countInside(reportedActive().activates(A).losesRoom())).isEqualTo(1);
    }

    @Test
    void anActiveSessionThatExpiresAsWaitingAfterALossIsInsideBeyondCapacity() {
        assertThat(countInside(reportedActive()
                        .losesWrites()
                        .at(5_000)
                        .polls(A, "EXPIRED")
                        .expires(A)))
                .isEqualTo(1);
    }

    @Test
    void aSessionStillActiveAfterALossIsWithinCapacity() {
        assertThat(countInside(reportedActive()
                        .losesWrites()
                        .answers(Kind.POLL, A, 503, "")
                        .polls(A, "ACTIVE")
                        .polls(A, "WAITING")))
                .isZero();
    }

    @Test
    void anActiveSessionThatEndsAfterALossIsWithinCapacity() {
        assertThat(countInside(
                        reportedActive().activates(A).losesWrites().expires(A).polls(A, "EXPIRED")))
                .isZero();
    }

    @Test
    void aSessionThatLeftOrEndedIsNotInside() {
        assertThat(countInside(reportedActive()
                        .getsNoAnswer(Kind.LEAVE, A)
                        .losesWrites()
                        .polls(A, "WAITING")))
                .isZero();
        assertThat(countInside(
                        reportedActive().polls(A, "EXPIRED").losesWrites().polls(A, "WAITING")))
                .isZero();
    }

    private static Recording reportedActive() {
        return good().joins(A).polls(A, "ACTIVE");
    }

    private static int countInside(Recording recording) {
        return recording.check().tally().insideBeyondCapacity();
    }
}
