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
    void anAcknowledgedJoinMayBeLostWhereItsHolderIsToldSo() {
        var recording = good().at(1_000)
                .acknowledged(A, "")
                .at(1_500)
                .acknowledged(B, "")
                .at(2_000)
                .loses();
        recording
                .answers(Kind.POLL, A, 404, "")
                .answers(Kind.HEARTBEAT, B, 404, "")
                .answers(Kind.POLL, A, 503, "");
        assertHolds(recording);
        assertThat(recording.check().tally().lost()).isEqualTo(2);
        assertThat(recording.check().tally().lossWindow()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aLossThatNobodyIsToldOfIsAViolation() {
        assertBroken(
                good().acknowledged(A, "")
                        .answers(Kind.POLL, A, 404, "")
                        .loses()
                        .answers(Kind.POLL, A, 503, ""),
                "life",
                "ticket 3 (0000abcd) was lost and never told",
                "JOIN",
                "POLL");
    }

    @Test
    void aLossThatIsToldOtherwiseInTheEndIsAViolation() {
        assertBroken(
                good().acknowledged(A, "")
                        .loses()
                        .answers(Kind.POLL, A, 404, "")
                        .polls(A, "WAITING"),
                "life",
                "ticket 3 (0000abcd) was lost and told otherwise",
                "state=WAITING");
    }

    @Test
    void whatIsAcknowledgedAfterTheLossIsNotLost() {
        assertBroken(
                good().loses().acknowledged(A, "").answers(Kind.POLL, A, 404, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void whoWasLostWithTheRoomIsCountedAndTold() {
        var recording = good().at(1_000).joins(A).joins(B).leaves(B).at(2_000).losesRoom();
        recording.answers(Kind.POLL, A, 404, "").answers(Kind.POLL, B, 404, "");
        assertHolds(recording);
        assertThat(recording.check().tally().lost()).isEqualTo(1);
    }

    @Test
    void whoWasLostWithTheRoomAndIsNeverToldIsAViolation() {
        assertBroken(
                good().joins(A).losesRoom(), "life", "ticket 3 (0000abcd) was lost and never told", "new -> WAITING");
    }

    @Test
    void whoWasLostWithTheRoomIsNotActivatedInTheNext() {
        assertThat(good().joins(A).losesRoom().activates(A).ends(A).check().violations())
                .extracting(Violation::what)
                .contains("ticket 3 (0000abcd) became ACTIVE without a join");
    }

    @Test
    void whatWasToldBeforeALossNeedNotHoldAfterIt() {
        assertHolds(good().joins(A)
                .polls(A, "ACTIVE")
                .answers(Kind.LEAVE, A, 204, "")
                .loses()
                .polls(A, "WAITING")
                .polls(A, "EXPIRED")
                .expires(A));
    }

    @Test
    void whatWasToldAfterALossMustHold() {
        assertBroken(
                good().joins(A)
                        .loses()
                        .activates(A)
                        .at(5_000)
                        .polls(A, "ACTIVE")
                        .waits(A, 1, 4)
                        .expires(A),
                "standing",
                "was told WAITING although it was ACTIVE already");
        assertBroken(
                good().joins(A).loses().at(5_000).polls(A, "ACTIVE").expires(A),
                "own-state",
                "was told ACTIVE, which it never was");
        assertBroken(
                good().joins(A).loses().heartbeats(A, "ACTIVE", 0).expires(A),
                "own-state",
                "was told ACTIVE, which it never was");
    }

    @Test
    void whoSurvivedALossIsNotUnknownEvenForAMoment() {
        assertBroken(
                good().joins(A).loses().answers(Kind.POLL, A, 404, "").expires(A),
                "own-state",
                "was unknown before its end");
    }

    @Test
    void whatWasLostMayBeRememberedForAMomentByWhoIsAsked() {
        assertHolds(good().joins(A).loses().polls(A, "ACTIVE").expires(A));
    }

    @Test
    void aLossExcusesNoOtherInvariant() {
        assertBroken(good().loses().leader(1, 2, 2), "epoch", "a leader of epoch 1 followed one of epoch 1");
    }

    @Test
    void theLossWindowIsFromTheFirstAnswerThatWasLostToTheLast() {
        var recording = good().at(1_000).acknowledged(A, "").at(1_200).acknowledged(B, "");
        recording.at(2_000).loses().answers(Kind.POLL, A, 404, "").answers(Kind.POLL, B, 404, "");
        assertThat(recording.check().tally().lossWindow()).isEqualTo(Duration.ofMillis(200));
    }
}
