package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

class PlacesTest {
    private static final String A = id(3);
    private static final String B = id(4);
    private static final String C = id(5);

    private final Recording room = good().joins(A).joins(B).joins(C);

    @Test
    void whoeverIsAheadCountsWhileWaiting() {
        assertHolds(room.polls(C, "WAITING")
                .activates(A)
                .waits(C, 2, 5)
                .ends(A)
                .waits(C, 2, 6)
                .ends(B)
                .waits(C, 1, 7)
                .ends(C));
    }

    @Test
    void aPositionThatIsWrongByOneIsAViolation() {
        assertBroken(
                room.activates(A).waits(C, 3, 5).ends(A).ends(B).ends(C),
                "standing",
                "ticket 5 (0000abcd) was told position 3 as of 5, when it was 2",
                "position=3, asOf=5");
    }

    @Test
    void aHeartbeatsPositionIsJudgedToo() {
        assertBroken(
                room.call(Kind.HEARTBEAT, C, new Call.Answered(200, C, "WAITING", 1, 4, 4))
                        .ends(A)
                        .ends(B)
                        .ends(C),
                "standing",
                "was told position 4 as of 4, when it was 3");
    }

    @Test
    void whoComesLaterIsNotAhead() {
        assertHolds(room.polls(A, "WAITING")
                .joins(id(6))
                .waits(C, 3, 4)
                .ends(A)
                .ends(B)
                .ends(C)
                .ends(id(6)));
    }

    @Test
    void aMomentThatNeverWasIsAViolation() {
        assertBroken(
                room.waits(C, 3, 8).ends(A).ends(B).ends(C),
                "standing",
                "was told position 3 as of 8, which never was");
        assertBroken(
                good().joins(A).waits(A, 1, -1).ends(A), "standing", "was told position 1 as of -1, which never was");
    }

    @Test
    void aPositionAsOfAMomentWhenTheyDidNotWaitIsAViolation() {
        assertBroken(
                room.activates(A).waits(A, 1, 5).ends(A).ends(B).ends(C),
                "standing",
                "was told position 1 as of 5, when it was none");
    }

    @Test
    void changesBeforeTheTrailCount() {
        var later = new Recording().after(70).leader(1, 2, 40).joins(id(41)).faultEnds();
        assertHolds(later.waits(id(41), 1, 70).activates(id(41)).ends(id(41)));
    }

    @Test
    void aNewRoomCountsFromNothing() {
        assertHolds(inNewRoom(1));
        assertBroken(inNewRoom(2), "standing", "ticket 2 (000000ef) was told position 2 as of 2, when it was 1");
    }

    private static Recording inNewRoom(long position) {
        var one = id(1, 0xef);
        var two = id(2, 0xef);
        var next = new Recording().leader(1, 2).losesRoom().leader(2, 2).at(2_000);
        next.joins(one).joins(two).waits(two, 2, 0).faultEnds().activates(one).ends(one);
        return next.waits(two, position, 2).ends(two);
    }

    @Test
    void whereWhoJoinedIsUnknownNoPositionIsJudged() {
        var next =
                new Recording().leader(1, 2, 40).losesRoom().joins(id(2, 0xef)).leader(2, 2, 7);
        var last = id(8, 0xef);
        assertHolds(next.at(2_000)
                .joins(last)
                .waits(last, 5, 3)
                .faultEnds()
                .activates(id(2, 0xef))
                .ends(id(2, 0xef))
                .ends(last));
    }

    @Test
    void aHeartbeatsPositionMayBeRememberedFromBeforeALossToo() {
        var told = new Call.Answered(200, A, "WAITING", 0, 1, 9);
        assertHolds(good().joins(A).loses().call(Kind.HEARTBEAT, A, told).ends(A));
    }

    @Test
    void whatWasLostMayBeRememberedForAMoment() {
        assertHolds(
                room.at(1_000).loses().at(2_000).waits(C, 1, 9).ends(A).ends(B).ends(C));
        assertBroken(
                good().joins(A)
                        .joins(B)
                        .joins(C)
                        .at(1_000)
                        .loses()
                        .at(2_001)
                        .waits(C, 1, 9)
                        .ends(A)
                        .ends(B)
                        .ends(C),
                "standing",
                "as of 9, which never was");
    }
}
