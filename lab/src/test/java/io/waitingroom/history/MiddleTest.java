package io.waitingroom.history;

import static io.waitingroom.history.Recording.good;
import static io.waitingroom.history.Recording.id;
import static io.waitingroom.history.Verdicts.assertBroken;
import static io.waitingroom.history.Verdicts.assertHolds;

import io.waitingroom.history.Call.Kind;
import org.junit.jupiter.api.Test;

/** Trails that begin when people wait already. */
class MiddleTest {
    private static final String A = id(3);

    private final Recording room = good().acknowledged(A, "").leader(2, 2, 3);

    @Test
    void whoseTicketWasGivenBeforeMayBeActivatedWithoutAJoin() {
        assertHolds(room.activates(A).leaves(A));
    }

    @Test
    void aTicketHasOneHolderAllTheSame() {
        assertBroken(
                room.activates(A).leaves(A).activates(id(3, 0xef)).ends(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }

    @Test
    void whoWasActiveBeforeIsAViolation() {
        assertBroken(room.steps(A, "ACTIVE", "LEFT"), "life", "ticket 3 (0000abcd) became LEFT without a join");
    }

    @Test
    void aTicketThatIsInTheTrailAlreadyIsNotUnknown() {
        assertBroken(
                room.leaves(A).activates(id(2, 0xef)).ends(id(2, 0xef)),
                "life",
                "ticket 2 (000000ef) became ACTIVE without a join");
    }

    @Test
    void whoAskedToLeaveBeforeTheTrailBeganIsNotMissing() {
        assertHolds(good().acknowledged(A, "").getsNoAnswer(Kind.LEAVE, A).leader(2, 2, 3));
    }

    @Test
    void whoWasToldOfTheEndIsNotMissing() {
        assertHolds(room.polls(A, "EXPIRED").answers(Kind.POLL, A, 404, ""));
    }

    @Test
    void whoJoinedAfterTheTrailBeganIsMissing() {
        assertBroken(
                good().leader(2, 2, 3).acknowledged(A, "").polls(A, "LEFT"),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void whoJoinedAnEarlierRoomIsLost() {
        assertBroken(
                good().acknowledged(A, "")
                        .getsNoAnswer(Kind.LEAVE, A)
                        .losesRoom()
                        .leader(2, 2, 3),
                "life",
                "ticket 3 (0000abcd) was lost and never told");
    }

    @Test
    void whoDidNotLeaveBeforeTheTrailBeganIsMissing() {
        assertBroken(
                room.answers(Kind.POLL, A, 404, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void whoLeftAfterTheTrailBeganIsMissing() {
        assertBroken(
                room.answers(Kind.LEAVE, A, 503, ""),
                "life",
                "ticket 3 (0000abcd) was acknowledged and is not in the trail");
    }

    @Test
    void anEarlierRoomsTicketsAreNotUnknown() {
        assertBroken(
                good().leader(2, 2, 3).losesRoom().activates(id(3, 0xef)).ends(id(3, 0xef)),
                "life",
                "ticket 3 (000000ef) became ACTIVE without a join");
    }
}
