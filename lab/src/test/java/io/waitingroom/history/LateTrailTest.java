package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

/** Trails that begin when sessions are WAITING already. */
class LateTrailTest {
    private static final String A = id(3);

    private final Recording room = good().acknowledged(A, "").leader(2, 2, 3);

    @Test
    void anEarlierTicketMayBeActivatedWithoutAJoin() {
        assertHolds(room.activates(A).leaves(A));
    }

    @Test
    void anEarlierTicketHasOneHolder() {
        assertBroken(
                room.activates(A).leaves(A).activates(id(3, 0xef)).leavesInTrail(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }

    @Test
    void aSessionThatWasActiveBeforeTheTrailIsAViolation() {
        assertBroken(room.transitions(A, "ACTIVE", "LEFT"), "life", "ticket 3 (0000abcd) became LEFT without a join");
    }

    @Test
    void aTicketInTheTrailIsNotUnknown() {
        assertBroken(
                room.leaves(A).activates(id(2, 0xef)).leavesInTrail(id(2, 0xef)),
                "life",
                "ticket 2 (000000ef) became ACTIVE without a join");
    }

    @Test
    void aSessionThatLeftBeforeTheTrailIsNotMissing() {
        assertHolds(good().acknowledged(A, "").getsNoAnswer(Kind.LEAVE, A).leader(2, 2, 3));
    }

    @Test
    void aSessionWhoseEndWasReportedIsNotMissing() {
        assertHolds(room.polls(A, "EXPIRED").answers(Kind.POLL, A, 404, ""));
    }

    @Test
    void aSessionThatJoinedAfterTheTrailBeganIsMissing() {
        assertBroken(
                good().leader(2, 2, 3).acknowledged(A, "").polls(A, "LEFT"),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void aSessionOfAnEarlierRoomIsLost() {
        assertBroken(
                good().acknowledged(A, "")
                        .getsNoAnswer(Kind.LEAVE, A)
                        .losesRoom()
                        .leader(2, 2, 3),
                "life",
                "ticket 3 (0000abcd) was lost and never told");
    }

    @Test
    void aSessionThatDidNotLeaveBeforeTheTrailIsMissing() {
        assertBroken(
                room.answers(Kind.POLL, A, 404, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void aSessionThatLeftAfterTheTrailBeganIsMissing() {
        assertBroken(
                room.answers(Kind.LEAVE, A, 503, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void anEarlierRoomsTicketsAreNotUnknown() {
        assertBroken(
                good().leader(2, 2, 3).losesRoom().activates(id(3, 0xef)).leavesInTrail(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }
}
