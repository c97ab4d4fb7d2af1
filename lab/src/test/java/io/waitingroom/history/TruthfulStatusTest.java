package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

/** States and positions, which must not go back for clients that send back their latest token. */
class TruthfulStatusTest {
    private static final String A = id(3);
    private static final String B = id(4);

    private final Recording room = good().joins(A).joins(B);

    @Test
    void aStateBehindTheSentTokenIsAViolation() {
        assertBroken(
                room.activates(A)
                        .polls(A, "ACTIVE")
                        .sending(5)
                        .pollsPosition(A, 1, 4)
                        .leaves(A)
                        .leaves(B),
                "truthful-status",
                "ticket 3 (0000abcd) was told WAITING after ACTIVE",
                "state=ACTIVE",
                "as of 5",
                "state=WAITING");
    }

    @Test
    void anEarlierTokenAllowsTheEarlierState() {
        assertHolds(room.polls(A, "WAITING")
                .activates(A)
                .polls(A, "ACTIVE")
                .sending(4)
                .pollsPosition(A, 1, 4)
                .leaves(A)
                .leaves(B));
    }

    @Test
    void withoutATokenTheStateOfASecondAgoIsAllowed() {
        assertHolds(room.activates(A)
                .at(1_000)
                .polls(A, "ACTIVE")
                .at(1_100)
                .pollsPosition(A, 1, 4)
                .leaves(A)
                .leaves(B));
    }

    @Test
    void aStateReportedMoreThanASecondAgoHoldsWithoutAToken() {
        assertHolds(activeThenWaiting(2_005));
        assertBroken(activeThenWaiting(2_006), "truthful-status", "was told WAITING after ACTIVE");
    }

    // Reports ACTIVE from 1000 to 1005 ms; the recorder reads the activation only at the end.
    private static Recording activeThenWaiting(long waitingAt) {
        var late = good().joins(A).joins(B).at(1_000).polls(A, "ACTIVE");
        return late.at(waitingAt)
                .pollsPosition(A, 1, 4)
                .absentFor(2_000)
                .activates(A)
                .leaves(A)
                .leaves(B);
    }

    @Test
    void aWaitingAnswerAfterAnAcknowledgedLeaveIsAViolation() {
        assertBroken(
                room.leaves(A).sending(5).pollsPosition(A, 1, 4).leaves(B),
                "truthful-status",
                "was told WAITING after ENDED",
                "LEAVE",
                "POLL");
    }

    @Test
    void withoutATokenALeaveMayShowLate() {
        assertHolds(room.leaves(A).pollsPosition(A, 1, 4).leaves(B));
    }

    @Test
    void anEndThatIsTakenBackIsAViolation() {
        assertBroken(
                room.activates(A)
                        .expires(A)
                        .polls(A, "EXPIRED")
                        .sending(6)
                        .polls(A, "ACTIVE")
                        .leaves(B),
                "truthful-status",
                "was told ACTIVE after EXPIRED");
    }

    @Test
    void aForgottenSessionStaysUnknown() {
        assertHolds(forgotten(10));
        assertBroken(forgotten(510), "truthful-status", "was told LEFT after UNKNOWN");
    }

    private static Recording forgotten(long millis) {
        var gone = good().joins(A).leaves(A).at(1_000).answers(Kind.POLL, A, 404, "");
        return gone.at(1_000 + millis).polls(A, "LEFT");
    }

    @Test
    void aStateThatNeverWasOnlyViolatesOwnState() {
        assertBroken(
                room.polls(A, "ACTIVE").sending(4).polls(A, "WAITING").leaves(A).leaves(B),
                "own-state",
                "was told ACTIVE, which it never was");
    }

    @Test
    void answersToOverlappingCallsHaveNoOrder() {
        assertHolds(room.activates(A)
                .taking(50)
                .sending(5)
                .polls(A, "ACTIVE")
                .pollsPosition(A, 1, 4)
                .at(1_000)
                .leaves(A)
                .leaves(B));
    }

    @Test
    void aPositionThatGrowsDespiteTheTokenIsAViolation() {
        assertBroken(
                room.leaves(A)
                        .polls(B, "WAITING")
                        .sending(5)
                        .pollsPosition(B, 2, 4)
                        .leaves(B),
                "truthful-status",
                "ticket 4 (0000abcd) was told position 2 after 1",
                "position=1, asOf=5",
                "position=2, asOf=4");
    }

    @Test
    void aPositionMayShrink() {
        assertHolds(room.polls(B, "WAITING")
                .leaves(A)
                .sending(4)
                .polls(B, "WAITING")
                .leaves(B));
    }

    @Test
    void withoutATokenAPositionMayGrowForASecond() {
        assertHolds(positionGrowsAt(2_005));
        assertBroken(positionGrowsAt(2_006), "truthful-status", "was told position 2 after 1");
    }

    private static Recording positionGrowsAt(long millis) {
        var shrunk = good().joins(A).joins(B).leaves(A).at(1_000).polls(B, "WAITING");
        return shrunk.at(millis).pollsPosition(B, 2, 4).leaves(B);
    }

    @Test
    void aPositionMayGrowByALossButNotAfterIt() {
        assertHolds(afterLoss().leaves(B));
        assertBroken(afterLoss().pollsPosition(B, 2, 4).leaves(B), "truthful-status", "was told position 2 after 1");
    }

    private static Recording afterLoss() {
        var lost = good().joins(A).joins(B).pollsPosition(B, 1, 5).losesWrites().at(5_000);
        return lost.sending(5).polls(B, "WAITING").leaves(A).polls(B, "WAITING");
    }
}
