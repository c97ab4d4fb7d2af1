package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

class ExactPositionsTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String C = id(5);

    private final Recording room = good().joins(A).joins(B).joins(C);

    @Test
    void sessionsAheadCountWhileWaiting() {
        assertHolds(room.polls(C, "WAITING")
                .activates(A)
                .pollsPosition(C, 2, 5)
                .leavesInTrail(A)
                .pollsPosition(C, 2, 6)
                .leavesInTrail(B)
                .pollsPosition(C, 1, 7)
                .leavesInTrail(C));
    }

    @Test
    void aPositionThatIsWrongByOneIsAViolation() {
        assertBroken(
                room.activates(A)
                        .pollsPosition(C, 3, 5)
                        .leavesInTrail(A)
                        .leavesInTrail(B)
                        .leavesInTrail(C),
                "truthful-status",
                "ticket 5 (0000abcd) was told position 3 as of 5, when it was 2",
                "position=3, asOf=5");
    }

    @Test
    void aHeartbeatsPositionIsCheckedToo() {
        assertBroken(
                room.call(Kind.HEARTBEAT, C, new Call.Answered(200, C, "WAITING", 1, 4, 4))
                        .leavesInTrail(A)
                        .leavesInTrail(B)
                        .leavesInTrail(C),
                "truthful-status",
                "was told position 4 as of 4, when it was 3");
    }

    @Test
    void aLaterSessionIsNotAhead() {
        assertHolds(room.polls(A, "WAITING")
                .joins(id(6))
                .pollsPosition(C, 3, 4)
                .leavesInTrail(A)
                .leavesInTrail(B)
                .leavesInTrail(C)
                .leavesInTrail(id(6)));
    }

    @Test
    void aMomentThatNeverWasIsAViolation() {
        assertBroken(
                room.pollsPosition(C, 3, 8).leavesInTrail(A).leavesInTrail(B).leavesInTrail(C),
                "truthful-status",
                "was told position 3 as of 8, which never was");
        assertBroken(
                good().joins(A).pollsPosition(A, 1, -1).leavesInTrail(A),
                "truthful-status",
                "was told position 1 as of -1, which never was");
    }

    @Test
    void aPositionFromAfterTheWaitIsAViolation() {
        assertBroken(
                room.activates(A)
                        .pollsPosition(A, 1, 5)
                        .leavesInTrail(A)
                        .leavesInTrail(B)
                        .leavesInTrail(C),
                "truthful-status",
                "was told position 1 as of 5, when it was none");
    }

    @Test
    void changesBeforeTheTrailCount() {
        var later =
                new Recording().afterChanges(70).leader(1, 2, 40).joins(id(41)).faultEnds();
        assertHolds(later.pollsPosition(id(41), 1, 70).activates(id(41)).leavesInTrail(id(41)));
    }

    @Test
    void aNewRoomCountsFromNothing() {
        assertHolds(inNewRoom(1));
        assertBroken(inNewRoom(2), "truthful-status", "ticket 2 (000000ef) was told position 2 as of 2, when it was 1");
    }

    private static Recording inNewRoom(long position) {
        var one = id(1, 0xef);
        var two = id(2, 0xef);
        var next = new Recording().leader(1, 2).losesRoom().leader(2, 2).at(2_000);
        next.joins(one)
                .joins(two)
                .pollsPosition(two, 2, 0)
                .faultEnds()
                .activates(one)
                .leavesInTrail(one);
        return next.pollsPosition(two, position, 2).leavesInTrail(two);
    }

    @Test
    void aRoomWithUnknownJoinsIsNotChecked() {
        var next =
                new Recording().leader(1, 2, 40).losesRoom().joins(id(2, 0xef)).leader(2, 2, 7);
        var last = id(8, 0xef);
        assertHolds(next.at(2_000)
                .joins(last)
                .pollsPosition(last, 5, 3)
                .faultEnds()
                .activates(id(2, 0xef))
                .leavesInTrail(id(2, 0xef))
                .leavesInTrail(last));
    }

    @Test
    void aHeartbeatsPositionMayComeFromACacheFromBeforeALoss() {
        var answer = new Call.Answered(200, A, "WAITING", 0, 1, 9);
        assertHolds(
                good().joins(A).losesWrites().call(Kind.HEARTBEAT, A, answer).leavesInTrail(A));
    }

    @Test
    void positionsMayComeFromACacheForASecondAfterALoss() {
        assertHolds(room.at(1_000)
                .losesWrites()
                .at(2_000)
                .pollsPosition(C, 1, 9)
                .leavesInTrail(A)
                .leavesInTrail(B)
                .leavesInTrail(C));
        assertBroken(
                good().joins(A)
                        .joins(B)
                        .joins(C)
                        .at(1_000)
                        .losesWrites()
                        .at(2_001)
                        .pollsPosition(C, 1, 9)
                        .leavesInTrail(A)
                        .leavesInTrail(B)
                        .leavesInTrail(C),
                "truthful-status",
                "as of 9, which never was");
    }
}
