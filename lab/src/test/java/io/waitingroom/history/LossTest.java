package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;
import static org.assertj.core.api.Assertions.assertThat;

import io.waitingroom.history.Call.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LossTest {
    private static final String A = id(3);
    private static final String B = id(4);

    @Test
    void anAcknowledgedJoinMayBeLostIfItsClientIsTold() {
        var recording = good().at(1_000)
                .acknowledged(A, "")
                .at(1_500)
                .acknowledged(B, "")
                .at(2_000)
                .losesWrites();
        recording
                .answers(Kind.POLL, A, 404, "")
                .answers(Kind.HEARTBEAT, B, 404, "")
                .answers(Kind.POLL, A, 503, "");
        assertHolds(recording);
        assertThat(recording.check().tally().lost()).isEqualTo(2);
        assertThat(recording.check().tally().lossWindow()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aLossThatIsNotReportedIsAViolation() {
        assertBroken(
                good().acknowledged(A, "")
                        .answers(Kind.POLL, A, 404, "")
                        .losesWrites()
                        .answers(Kind.POLL, A, 503, ""),
                "life",
                "ticket 3 (0000abcd) was lost and never told",
                "JOIN",
                "POLL");
    }

    @Test
    void aLossThatIsDeniedAtTheEndIsAViolation() {
        assertBroken(
                good().acknowledged(A, "")
                        .losesWrites()
                        .answers(Kind.POLL, A, 404, "")
                        .polls(A, "WAITING"),
                "life",
                "ticket 3 (0000abcd) was lost and told otherwise",
                "state=WAITING");
    }

    @Test
    void aJoinAcknowledgedAfterALossIsNotLost() {
        assertBroken(
                good().losesWrites().acknowledged(A, "").answers(Kind.POLL, A, 404, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void aSessionLostWithItsRoomIsCounted() {
        var recording = good().at(1_000).joins(A).joins(B).leaves(B).at(2_000).losesRoom();
        recording.answers(Kind.POLL, A, 404, "").answers(Kind.POLL, B, 404, "");
        assertHolds(recording);
        assertThat(recording.check().tally().lost()).isEqualTo(1);
    }

    @Test
    void aSessionLostWithItsRoomMustBeReported() {
        assertBroken(
                good().joins(A).losesRoom(), "life", "ticket 3 (0000abcd) was lost and never told", "new -> WAITING");
    }

    @Test
    void aSessionLostWithItsRoomMustNotBecomeActive() {
        assertThat(good().joins(A)
                        .losesRoom()
                        .activates(A)
                        .leavesInTrail(A)
                        .check()
                        .violations())
                .extracting(Violation::what)
                .contains("ticket 3 (0000abcd) became ACTIVE without a join");
    }

    @Test
    void answersFromBeforeALossNeedNotHold() {
        assertHolds(good().joins(A)
                .polls(A, "ACTIVE")
                .answers(Kind.LEAVE, A, 204, "")
                .losesWrites()
                .polls(A, "WAITING")
                .polls(A, "EXPIRED")
                .expires(A));
    }

    @Test
    void answersFromAfterALossMustHold() {
        assertBroken(
                good().joins(A)
                        .losesWrites()
                        .activates(A)
                        .at(5_000)
                        .polls(A, "ACTIVE")
                        .pollsPosition(A, 1, 4)
                        .expires(A),
                "truthful-status",
                "was told WAITING although it was ACTIVE already");
        assertBroken(
                good().joins(A).losesWrites().at(5_000).polls(A, "ACTIVE").expires(A),
                "own-state",
                "was told ACTIVE, which it never was");
        assertBroken(
                good().joins(A).losesWrites().heartbeats(A, "ACTIVE", 0).expires(A),
                "own-state",
                "was told ACTIVE, which it never was");
    }

    @Test
    void aSessionThatSurvivedALossIsNeverUnknown() {
        assertBroken(
                good().joins(A).losesWrites().answers(Kind.POLL, A, 404, "").expires(A),
                "own-state",
                "was unknown before its end");
    }

    @Test
    void aPollMayBeAnsweredFromACacheFromBeforeALoss() {
        assertHolds(good().joins(A).losesWrites().polls(A, "ACTIVE").expires(A));
    }

    @Test
    void aLossExcusesNoOtherInvariant() {
        assertBroken(good().losesWrites().leader(1, 2, 2), "epoch", "a leader of epoch 1 followed one of epoch 1");
    }

    @Test
    void theLossWindowSpansTheLostAcknowledgements() {
        var recording = good().at(1_000).acknowledged(A, "").at(1_200).acknowledged(B, "");
        recording.at(2_000).losesWrites().answers(Kind.POLL, A, 404, "").answers(Kind.POLL, B, 404, "");
        assertThat(recording.check().tally().lossWindow()).isEqualTo(Duration.ofMillis(200));
    }
}
